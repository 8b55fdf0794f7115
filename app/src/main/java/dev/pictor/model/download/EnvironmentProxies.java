package dev.pictor.model.download;

import dev.pictor.config.ConfigException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Proxies as curl takes them from the environment (`http_proxy`, `https_proxy`, `all_proxy`,
/// `no_proxy`, all but the first also in capitals), unless Java's own properties name one
/// (`https.proxyHost`).
final class EnvironmentProxies extends ProxySelector {
  /// What curl assumes where no port is named.
  private static final int DEFAULT_PORT = 1080;

  private record Named(String host, int port, @Nullable PasswordAuthentication login) {
    Proxy proxy() {
      return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port));
    }
  }

  private final @Nullable Named http;
  private final @Nullable Named https;
  private final NoProxy exceptions;

  /// @throws ConfigException if a variable names no proxy that can be used
  EnvironmentProxies(Map<String, String> environment) {
    // HTTP_PROXY in capitals is what a web server sets from a request's header "Proxy".
    this.http = named(environment, "http_proxy", "all_proxy", "ALL_PROXY");
    this.https = named(environment, "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY");
    this.exceptions =
        new NoProxy(first(environment, "no_proxy", "NO_PROXY").map(Map.Entry::getValue).orElse(""));
  }

  @Override
  public List<Proxy> select(URI address) {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    if (System.getProperty(scheme + ".proxyHost") != null) {
      return ProxySelector.getDefault().select(address);
    }
    Named named = scheme.equals("https") ? https : http;
    boolean direct = named == null || exceptions.contain(String.valueOf(address.getHost()));
    return List.of(direct || named == null ? Proxy.NO_PROXY : named.proxy());
  }

  @Override
  public void connectFailed(URI address, SocketAddress proxy, IOException failure) {
    // The request fails, and says so.
  }

  boolean haveLogin() {
    return (http != null && http.login() != null) || (https != null && https.login() != null);
  }

  /// The user and password that were named with this proxy.
  Optional<PasswordAuthentication> login(String host, int port) {
    return Stream.of(Optional.ofNullable(http), Optional.ofNullable(https))
        .flatMap(Optional::stream)
        .filter(named -> named.host().equalsIgnoreCase(host) && named.port() == port)
        .flatMap(named -> Stream.ofNullable(named.login()))
        .findFirst();
  }

  private static @Nullable Named named(Map<String, String> environment, String... variables) {
    return first(environment, variables)
        .map(found -> parse(found.getKey(), found.getValue()))
        .orElse(null);
  }

  private static Optional<Map.Entry<String, String>> first(
      Map<String, String> environment, String... variables) {
    return Stream.of(variables)
        .map(variable -> Map.entry(variable, environment.getOrDefault(variable, "").strip()))
        .filter(entry -> !entry.getValue().isEmpty())
        .findFirst();
  }

  /// The value may hold a password: it is not shown.
  private static Named parse(String variable, String value) {
    String wanted =
        "it takes http://HOST:PORT or http://USER:PASSWORD@HOST:PORT (its value is not shown here).";
    URI proxy;
    try {
      proxy = new URI(value.contains("://") ? value : "http://" + value);
    } catch (URISyntaxException e) {
      throw new ConfigException("%s is no address of a proxy; %s".formatted(variable, wanted));
    }
    if (!"http".equalsIgnoreCase(proxy.getScheme()) || proxy.getHost() == null) {
      throw new ConfigException(
          "%s names a proxy of a kind that cannot be used (%s); %s"
              .formatted(variable, proxy.getScheme(), wanted));
    }
    int port = proxy.getPort() < 0 ? DEFAULT_PORT : proxy.getPort();
    return new Named(proxy.getHost(), port, login(proxy.getRawUserInfo()));
  }

  private static @Nullable PasswordAuthentication login(@Nullable String userInfo) {
    if (userInfo == null) {
      return null;
    }
    String[] parts = userInfo.split(":", 2);
    return new PasswordAuthentication(
        decode(parts[0]), decode(parts.length > 1 ? parts[1] : "").toCharArray());
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}

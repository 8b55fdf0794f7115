package dev.pictor.web;

import dev.pictor.config.Network;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a visitor's browser sees of this server: the same as the server does, or what a proxy in
/// between says that it has made of it. Only proxies that somebody named are believed.
///
/// @param host name or address, perhaps a port; what the browser asked for
/// @param prefix before the path of every address; empty, or `/` and more
/// @param isSecure whether the browser speaks https
/// @param client who asks, as far as those tell who are believed
record Visit(String host, String prefix, boolean isSecure, InetAddress client) {
  private static final HeaderName FORWARDED_FOR = HeaderNames.create("X-Forwarded-For");
  private static final HeaderName FORWARDED_HOST = HeaderNames.create("X-Forwarded-Host");
  private static final HeaderName FORWARDED_PROTO = HeaderNames.create("X-Forwarded-Proto");
  private static final HeaderName FORWARDED_PREFIX = HeaderNames.create("X-Forwarded-Prefix");

  /// Nothing that would have to be escaped anywhere.
  private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*){1,16}");

  private static final int LONGEST_PREFIX = 200;

  /// An address of this server in a page: the attributes that our templates have addresses in.
  private static final Pattern ADDRESS =
      Pattern.compile("((?:href|src|action|formaction|hx-get|hx-post|data-[a-z-]+)=\")(?=/(?!/))");

  /// @param trusted whose headers are believed
  static Visit of(ServerRequest request, List<Network> trusted) {
    String host = request.headers().first(HeaderNames.HOST).orElse("");
    InetAddress peer =
        request.remotePeer().address() instanceof InetSocketAddress socket
            ? socket.getAddress()
            : InetAddress.getLoopbackAddress();
    if (!isOne(peer, trusted)) {
      return new Visit(host, "", false, peer);
    }
    String forwardedHost = first(request, FORWARDED_HOST);
    return new Visit(
        forwardedHost.isEmpty() ? host : forwardedHost,
        validPrefix(first(request, FORWARDED_PREFIX)),
        first(request, FORWARDED_PROTO).equalsIgnoreCase("https"),
        client(peer, request.headers().values(FORWARDED_FOR), trusted));
  }

  /// As the [Front] has seen it.
  static Visit of(ServerRequest request) {
    return request.context().get(Visit.class).orElseGet(() -> of(request, List.of()));
  }

  private static boolean isOne(InetAddress address, List<Network> trusted) {
    return trusted.stream().anyMatch(network -> network.contains(address));
  }

  /// Each proxy adds whom it was asked by; what somebody wrote before is anybody's.
  ///
  /// @param forwarded addresses with `,` between
  static InetAddress client(InetAddress peer, List<String> forwarded, List<Network> trusted) {
    InetAddress client = peer;
    for (String text : Arrays.asList(String.join(",", forwarded).split(",")).reversed()) {
      if (!isOne(client, trusted)) {
        return client;
      }
      try {
        client = InetAddress.ofLiteral(text.strip());
      } catch (IllegalArgumentException e) {
        return client;
      }
    }
    return client;
  }

  /// Of several proxies the first one, which the browser spoke to.
  private static String first(ServerRequest request, HeaderName name) {
    return request.headers().first(name).orElse("").split(",", 2)[0].strip();
  }

  private static String validPrefix(String text) {
    String prefix = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    return prefix.length() <= LONGEST_PREFIX && PREFIX.matcher(prefix).matches() ? prefix : "";
  }

  /// As the browser must ask for it.
  ///
  /// @param path an address of this server
  String address(String path) {
    return path.startsWith("/") ? prefix + path : path;
  }

  /// A page, or a piece of one, with its addresses as the browser must ask for them.
  String page(String html) {
    return prefix.isEmpty()
        ? html
        : ADDRESS.matcher(html).replaceAll("$1" + Matcher.quoteReplacement(prefix));
  }
}

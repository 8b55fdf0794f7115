package dev.pictor.model.download;

import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes clients that go through the proxies of their surroundings.
final class Connections {
  /// Java does not give a password to a proxy on the way to an https address unless told so.
  private static final String TUNNELING = "jdk.http.auth.tunneling.disabledSchemes";

  static {
    if (System.getProperty(TUNNELING) == null) {
      System.setProperty(TUNNELING, "");
    }
  }

  private Connections() {}

  static HttpClient client(Map<String, String> environment, Duration connectLimit) {
    return builder(environment, connectLimit).build();
  }

  /// As [#client], to be made different.
  static HttpClient.Builder builder(Map<String, String> environment, Duration connectLimit) {
    EnvironmentProxies proxies = new EnvironmentProxies(environment);
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connectLimit)
            .proxy(proxies);
    // One that knows nothing would turn a plain refusal into an exception.
    return proxies.haveLogin() ? builder.authenticator(new ProxyLogin(proxies)) : builder;
  }

  private static final class ProxyLogin extends Authenticator {
    private final EnvironmentProxies proxies;

    ProxyLogin(EnvironmentProxies proxies) {
      this.proxies = proxies;
    }

    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
      return getRequestorType() == RequestorType.PROXY
          ? proxies.login(getRequestingHost(), getRequestingPort()).orElse(null)
          : null;
    }
  }
}

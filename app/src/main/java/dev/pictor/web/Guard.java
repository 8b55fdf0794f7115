package dev.pictor.web;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The door: every request passes it before any route, every answer carries its headers.
final class Guard implements Filter {
  static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self';"
              + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "no-referrer",
          "Permissions-Policy",
          "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin");

  private static final Set<Method> READS = Set.of(Method.GET, Method.HEAD);
  private static final String LOGIN = "/login";

  private final AllowedHosts hosts;
  private final Access access;
  private final ProblemReply problems;

  Guard(AllowedHosts hosts, Access access, ProblemReply problems) {
    this.hosts = hosts;
    this.access = access;
    this.problems = problems;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    HEADERS.forEach(response::header);
    Optional<Problem> refusal = refusal(request);
    if (refusal.isPresent()) {
      if (refusal.get().status() == 401) {
        response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer realm=\"Pictor\"");
        response.header("HX-Redirect", LOGIN);
      }
      problems.send(request, response, refusal.get());
    } else {
      chain.proceed();
    }
  }

  private Optional<Problem> refusal(ServerRequest request) {
    String host = request.headers().first(HeaderNames.HOST).orElse("");
    if (!hosts.allow(host)) {
      return Optional.of(
          new Problem(
              421,
              "host-not-allowed",
              "This server does not go by that name",
              "It was asked for as “%s”. Use its address, localhost, or start it with --host NAME."
                  .formatted(host)));
    }
    if (!READS.contains(request.prologue().method()) && isCrossSite(request)) {
      return Optional.of(
          new Problem(
              403,
              "cross-site",
              "Another site sent this",
              "Forms are taken from Pictor's own pages only."));
    }
    if (!access.allows(request) && !isOpenToAll(request.path().rawPath())) {
      return Optional.of(
          new Problem(
              401,
              "token-needed",
              "These pictures are not for everyone",
              "Present the token that the server was started with (PICTOR_TOKEN)."));
    }
    return Optional.empty();
  }

  /// A browser says where a request comes from: `Sec-Fetch-Site` on loopback and HTTPS, else
  /// `Origin`. The log-in form needs no such care (who knows the token is welcome), and its
  /// `Origin` is `null`, as the policy is to send no referrer.
  static boolean isCrossSite(ServerRequest request) {
    Optional<String> site = request.headers().first(HeaderNames.create("Sec-Fetch-Site"));
    if (site.isPresent()) {
      return !site.get().equals("same-origin") && !site.get().equals("none");
    }
    Optional<String> origin = request.headers().first(HeaderNames.ORIGIN);
    String asked = Visit.of(request).host();
    return origin.isPresent()
        && !request.path().rawPath().equals(LOGIN)
        && !origin.get().equalsIgnoreCase("http://" + asked)
        && !origin.get().equalsIgnoreCase("https://" + asked);
  }

  private static boolean isOpenToAll(String path) {
    return path.equals(LOGIN) || path.startsWith("/static/") || path.startsWith("/health/");
  }
}

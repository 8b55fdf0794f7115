package dev.pictor.web;

import dev.pictor.config.Network;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.List;

/// Learns how a visitor came here, before anything else, and lets no header lead elsewhere than he
/// can go. Pages are [Http]'s.
final class Front implements Filter {
  private static final List<HeaderName> ADDRESSES =
      List.of(HeaderNames.LOCATION, HeaderNames.create("HX-Redirect"));

  private final List<Network> trusted;

  /// @param trusted proxies whose headers are believed
  Front(List<Network> trusted) {
    this.trusted = List.copyOf(trusted);
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    Visit visit = Visit.of(request, trusted);
    request.context().register(visit);
    if (!visit.prefix().isEmpty()) {
      response.beforeSend(() -> lead(visit, response));
    }
    chain.proceed();
  }

  private static void lead(Visit visit, RoutingResponse response) {
    for (HeaderName name : ADDRESSES) {
      response
          .headers()
          .first(name)
          .ifPresent(path -> response.headers().set(name, visit.address(path)));
    }
  }
}

package dev.pictor.web;

import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;

/// Names every request, counts the answers, and tells which connections are at work.
final class Traffic implements Filter {
  private final Connections connections;
  private final Instant since = Instant.now();
  private final long sinceNanos = System.nanoTime();
  private final LongAdder served = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder limited = new LongAdder();

  Traffic(Connections connections) {
    this.connections = connections;
  }

  /// What was answered so far.
  ///
  /// @param served all answers
  /// @param failed those with a status of 500 or more
  /// @param limited those with 429
  record Requests(long served, long failed, long limited) {}

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    response.header(RequestId.HEADER, RequestId.of(request.headers()));
    response.whenSent(() -> count(response.status().code()));
    SocketAddress client = request.remotePeer().address();
    connections.begin(client);
    try {
      chain.proceed();
    } finally {
      connections.end(client);
    }
    if (response.status().code() == 408) {
      // The rest of the content would be waited for, and be taken for the next request.
      throw new CloseConnectionException("A request came too slowly");
    }
  }

  private void count(int status) {
    served.increment();
    if (status >= 500) {
      failed.increment();
    } else if (status == 429) {
      limited.increment();
    }
  }

  Requests requests() {
    return new Requests(served.sum(), failed.sum(), limited.sum());
  }

  Instant since() {
    return since;
  }

  Duration uptime() {
    return Duration.ofNanos(System.nanoTime() - sinceNanos);
  }
}

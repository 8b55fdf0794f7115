package dev.pictor.web;

import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;

/// Names every request and counts the answers.
final class Traffic implements Filter {
  private final Instant since = Instant.now();
  private final long sinceNanos = System.nanoTime();
  private final LongAdder served = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder limited = new LongAdder();

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
    chain.proceed();
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

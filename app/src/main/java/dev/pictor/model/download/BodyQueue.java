package dev.pictor.model.download;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A response's body as a queue that can be waited at for a limited time, which no stream can: a
/// server that goes silent must not keep us forever. At most one piece lies in it.
final class BodyQueue implements BodySubscriber<BodyQueue>, AutoCloseable {
  /// What came next.
  sealed interface Event {
    record Bytes(List<ByteBuffer> buffers) implements Event {}

    record End() implements Event {}

    record Failure(Throwable cause) implements Event {}

    /// Nothing, in the time given.
    record Silence() implements Event {}
  }

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private volatile @Nullable Subscription subscription;

  @Override
  public CompletionStage<BodyQueue> getBody() {
    return CompletableFuture.completedStage(this);
  }

  @Override
  public void onSubscribe(Subscription given) {
    subscription = given;
    given.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    events.add(new Event.Bytes(buffers));
  }

  @Override
  public void onError(Throwable cause) {
    events.add(new Event.Failure(cause));
  }

  @Override
  public void onComplete() {
    events.add(new Event.End());
  }

  Event next(Duration limit) throws InterruptedException {
    Event event = events.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
    if (event instanceof Event.Bytes && subscription instanceof Subscription running) {
      running.request(1);
    }
    return event == null ? new Event.Silence() : event;
  }

  /// Ends the transfer, if it still runs.
  @Override
  public void close() {
    if (subscription instanceof Subscription running) {
      running.cancel();
    }
  }
}

package dev.pictor.indexing;

import dev.pictor.picture.FileStamp;
import dev.pictor.store.WorkQueue;
import dev.pictor.store.WorkQueue.Offer;
import dev.pictor.store.WorkQueue.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Puts what a survey finds into the queue, many files at once. Used by one thread, but for
/// [#count()].
final class Offers {
  private static final int MOST = 1_000;
  private static final long PERIOD_NANOS = Duration.ofMillis(200).toNanos();

  private final WorkQueue queue;
  private final Runnable offered;
  private final List<Offer> offers = new ArrayList<>();
  private final AtomicLong count = new AtomicLong();
  private long flushedAtNanos = System.nanoTime();

  /// @param offered is run each time that there is something new in the queue
  Offers(WorkQueue queue, Runnable offered) {
    this.queue = queue;
    this.offered = offered;
  }

  void add(Candidate candidate) {
    offers.add(offer(candidate));
    if (offers.size() >= MOST || System.nanoTime() - flushedAtNanos >= PERIOD_NANOS) {
      flush();
    }
  }

  private static Offer offer(Candidate candidate) {
    Known known = candidate.known();
    @Nullable FileStamp stamp =
        known == null ? null : new FileStamp(known.sizeBytes(), known.modifiedMillis());
    return new Offer(
        new Task(candidate.place(), candidate.stamp(), candidate.effort(), candidate.obstacle()),
        stamp,
        candidate.attempts());
  }

  void flush() {
    flushedAtNanos = System.nanoTime();
    if (!offers.isEmpty()) {
      queue.offer(List.copyOf(offers));
      count.addAndGet(offers.size());
      offers.clear();
      offered.run();
    }
  }

  /// How many were put there.
  long count() {
    return count.get();
  }
}

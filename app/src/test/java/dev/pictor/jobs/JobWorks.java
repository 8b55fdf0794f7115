package dev.pictor.jobs;

import dev.pictor.indexing.IndexReport;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Works of jobs that do nothing to a collection, but may be held.
final class JobWorks {
  private JobWorks() {}

  static IndexReport report(long added, boolean isInterrupted) {
    return new IndexReport(
        added, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, isInterrupted, Duration.ZERO);
  }

  /// Ends when it is let go, or soon after it was asked to stop.
  static final class Held implements IndexJob.Work {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch free = new CountDownLatch(1);

    @Override
    public IndexReport run(IndexJob.Listener progress, BooleanSupplier stopRequested) {
      begun.countDown();
      try {
        while (!stopRequested.getAsBoolean()) {
          if (free.await(1, TimeUnit.MILLISECONDS)) {
            return report(0, false);
          }
        }
        return report(0, true);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    void awaitBegun() throws InterruptedException {
      begun.await();
    }

    void letGo() {
      free.countDown();
    }
  }
}

package dev.pictor.indexing;

import dev.pictor.picture.ContentHash;
import dev.pictor.store.Change.PutPicture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Stores outcomes, once a second or so: a commit costs more than a picture.
final class BatchWriter {
  private static final int MOST = 256;
  private static final long PERIOD_NANOS = Duration.ofSeconds(1).toNanos();

  private final Work work;
  private final Set<ContentHash> onTheWay;
  private final Tally tally;
  private final List<Outcome> batch = new ArrayList<>();

  private long flushedAtNanos = System.nanoTime();

  /// @param onTheWay contents that are encoded and not stored yet; removed from here, thread-safe
  BatchWriter(Work work, Set<ContentHash> onTheWay, Tally tally) {
    this.work = work;
    this.onTheWay = onTheWay;
    this.tally = tally;
  }

  void add(Outcome outcome) {
    if (work.takes(outcome)) {
      batch.add(outcome);
    }
  }

  void flushIfDue() {
    if (batch.size() >= MOST || System.nanoTime() - flushedAtNanos >= PERIOD_NANOS) {
      flush();
    }
    work.tick();
  }

  void flush() {
    flushedAtNanos = System.nanoTime();
    List<Outcome> stored = work.store(List.copyOf(batch));
    for (Outcome outcome : batch) {
      if (outcome.change() instanceof PutPicture put) {
        onTheWay.remove(put.picture().hash());
      }
    }
    batch.clear();
    stored.forEach(tally::stored);
  }
}

package dev.pictor.jobs;

import dev.pictor.PictorException;
import dev.pictor.Shortage;
import dev.pictor.clip.ClipException;
import dev.pictor.indexing.IndexProgress;
import dev.pictor.indexing.IndexReport;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One run over the folders of a collection, and what it has done so far. Thread-safe.
public final class IndexJob {
  private static final Logger LOG = System.getLogger(IndexJob.class.getName());

  /// So many notes are kept.
  private static final int MOST_NOTES = 20;

  private final String id = UUID.randomUUID().toString();
  private final String collection;
  private final boolean retry;
  private final Instant createdAt = now();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final List<String> notes = new ArrayList<>();
  private JobState state = JobState.QUEUED;
  private boolean isCancelRequested;
  private @Nullable Instant startedAt;
  private @Nullable Instant endedAt;
  private @Nullable String failure;
  private IndexProgress.@Nullable Snapshot snapshot;
  private @Nullable Supplier<IndexReport> soFar;

  IndexJob(String collection, boolean retry) {
    this.collection = collection;
    this.retry = retry;
  }

  /// What a job does.
  interface Work {
    /// @param stopRequested asked often; once true, it comes to an end soon
    IndexReport run(Listener progress, BooleanSupplier stopRequested);
  }

  public String id() {
    return id;
  }

  public boolean retry() {
    return retry;
  }

  public synchronized boolean hasEnded() {
    return state.isEnd();
  }

  /// Asks it to stop. What it has stored stays. One that has not begun never does; one that has
  /// ended stays as it is.
  public synchronized void cancel() {
    if (state == JobState.QUEUED) {
      end(JobState.CANCELLED, null);
    } else if (!state.isEnd()) {
      isCancelRequested = true;
    }
  }

  /// Returns when it has ended, or after so long.
  ///
  /// @return whether it has ended
  public boolean await(Duration longest) throws InterruptedException {
    return ended.await(longest.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// Returns when it has ended, also if this thread is interrupted meanwhile.
  void awaitEnd() {
    boolean isInterrupted = false;
    while (true) {
      try {
        ended.await();
        break;
      } catch (InterruptedException e) {
        isInterrupted = true;
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  public JobStatus status() {
    // Asked outside of the lock: whoever answers may be about to tell us something.
    Supplier<IndexReport> asked;
    synchronized (this) {
      asked = soFar;
    }
    IndexReport report = asked == null ? null : asked.get();
    synchronized (this) {
      return new JobStatus(
          id,
          collection,
          retry,
          state,
          phase(),
          isCancelRequested && !state.isEnd(),
          createdAt,
          startedAt,
          endedAt,
          report == null ? JobCounts.NONE : JobCounts.of(snapshot, report),
          notes,
          failure);
    }
  }

  private JobPhase phase() {
    if (state.isEnd()) {
      return JobPhase.ENDED;
    }
    if (soFar == null) {
      return JobPhase.WAITING;
    }
    if (snapshot == null || !snapshot.foundAll()) {
      return JobPhase.LOOKING;
    }
    return snapshot.done() < snapshot.found() ? JobPhase.READING : JobPhase.FINISHING;
  }

  /// Does the work and ends, whatever comes of it. Runs once.
  ///
  /// @param beforeEnd is called when the work is through, before anybody hears of it; never fails
  void run(Work work, Runnable beforeEnd) {
    if (!begin()) {
      return;
    }
    JobState end = JobState.FAILED;
    String reason = null;
    try {
      IndexReport report = work.run(new Listener(), this::isCancelRequested);
      end = report.interrupted() ? JobState.CANCELLED : JobState.DONE;
    } catch (RuntimeException | Error e) {
      reason = reason(e);
    }
    beforeEnd.run();
    end(end, reason);
  }

  private synchronized boolean begin() {
    if (state != JobState.QUEUED) {
      return false;
    }
    state = JobState.RUNNING;
    startedAt = now();
    return true;
  }

  private synchronized void end(JobState end, @Nullable String reason) {
    state = end;
    failure = reason;
    endedAt = now();
    ended.countDown();
  }

  private synchronized boolean isCancelRequested() {
    return isCancelRequested;
  }

  private static String reason(Throwable e) {
    if (!(e instanceof PictorException || e instanceof ClipException)) {
      LOG.log(Level.ERROR, "An index job ended unexpectedly", e);
    }
    String said =
        switch (e) {
          case PictorException known -> String.valueOf(known.getMessage());
          case ClipException known -> String.valueOf(known.getMessage());
          case OutOfMemoryError _ ->
              "There is not enough memory. JAVA_TOOL_OPTIONS=-Xmx4g gives Pictor more.";
          default -> "This should not have happened: %s. Pictor's log says more.".formatted(e);
        };
    return Shortage.of(e)
        .map(Shortage::advice)
        .filter(advice -> !said.contains(advice))
        .map(advice -> said + " " + advice)
        .orElse(said);
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  /// Hears how the work goes.
  final class Listener implements IndexProgress {
    void note(String sentence) {
      synchronized (IndexJob.this) {
        if (notes.size() < MOST_NOTES) {
          notes.add(sentence);
        }
      }
    }

    @Override
    public void begins(Supplier<IndexReport> told) {
      synchronized (IndexJob.this) {
        soFar = told;
      }
    }

    @Override
    public void update(Snapshot told) {
      synchronized (IndexJob.this) {
        // Several threads tell, and may overtake each other.
        if (snapshot == null || isLater(told, snapshot)) {
          snapshot = told;
        }
      }
    }

    private static boolean isLater(Snapshot one, Snapshot other) {
      return one.found() >= other.found()
          && one.done() >= other.done()
          && (one.foundAll() || !other.foundAll());
    }

    /// Remembered by the collection.
    @Override
    public void failed(String path, String reason) {}

    @Override
    public void linkSkipped(String path, Path destination) {
      note("%s leads out of its folder and was left alone.".formatted(path));
    }

    @Override
    public void emptied(Path folder, long files) {
      note(
          "None of the %,d files known below %s is there; they were kept."
              .formatted(files, folder));
    }
  }
}

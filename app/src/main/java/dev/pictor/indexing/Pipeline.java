package dev.pictor.indexing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The stages of indexing and the threads that work in them:
///
/// ```
/// feed -> candidates -> read (a thread per processor) -> encode (one) -> store (the caller's)
/// ```
///
/// What fails in a stage ends all of them and is thrown to the caller. A stop takes no more files,
/// lets the batch that is being encoded be stored, and forgets what lies in between: the next run
/// finds it again.
final class Pipeline {
  /// Paths only: so many ahead that the number of files to read is soon known.
  private static final int CANDIDATES = 50_000;

  /// Others may have what is not in hand yet.
  private static final int SHARED_CANDIDATES = 32;

  /// Two batches: one that is encoded next, one for readers to go on with.
  private static final int BATCH = 16;

  private static final Duration PATIENCE = Duration.ofMillis(250);

  private final PictureReader reader;
  private final BatchEncoder encoder;
  private final BatchWriter writer;
  private final Work work;
  private final int readers;
  private final BooleanSupplier ending;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final Pipe<Candidate> candidates;
  private final Pipe<ReadResult> results;
  private final Pipe<Outcome> outcomes;

  Pipeline(
      PictureReader reader,
      BatchEncoder encoder,
      BatchWriter writer,
      Work work,
      BooleanSupplier stopRequested) {
    this.reader = reader;
    this.encoder = encoder;
    this.writer = writer;
    this.work = work;
    this.readers = Runtime.getRuntime().availableProcessors();
    BooleanSupplier failed = () -> failure.get() != null;
    ending = () -> stopRequested.getAsBoolean() || failed.getAsBoolean();
    int ahead = work instanceof SharedWork ? SHARED_CANDIDATES : CANDIDATES;
    candidates = new Pipe<>(ahead, ending);
    results = new Pipe<>(2 * BATCH, ending);
    outcomes = new Pipe<>(8 * BATCH, failed);
  }

  /// Runs once.
  ///
  /// @param feed where the files to be read come from
  void run(Feed feed) {
    ThreadFactory threads = Thread.ofPlatform().name("indexing-", 0).daemon().factory();
    AtomicInteger reading = new AtomicInteger(readers);
    try (ExecutorService executor = Executors.newCachedThreadPool(threads)) {
      executor.execute(
          stage(
              () -> {
                feed.into(candidates::put, ending);
                candidates.end();
              }));
      for (int i = 0; i < readers; i++) {
        executor.execute(
            stage(
                () -> {
                  read();
                  if (reading.decrementAndGet() == 0) {
                    results.end();
                  }
                }));
      }
      executor.execute(
          stage(
              () -> {
                encode();
                outcomes.end();
              }));
      stage(this::write).run();
    }
    switch (failure.get()) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }

  private Runnable stage(Runnable work) {
    return () -> {
      try {
        work.run();
      } catch (RuntimeException | Error e) {
        failure.compareAndSet(null, e);
      }
    };
  }

  private void read() {
    while (!candidates.isDone()) {
      for (Candidate candidate : candidates.take(1, PATIENCE)) {
        ReadResult result = reader.read(candidate);
        switch (result) {
          case ReadResult.Vanished vanished -> work.vanished(vanished);
          case ReadResult.NotRefreshed notRefreshed -> work.notRefreshed(notRefreshed);
          case ReadResult.Decoded _,
              ReadResult.SameContent _,
              ReadResult.Refreshed _,
              ReadResult.Unreadable _ ->
              results.put(result);
        }
      }
    }
  }

  private void encode() {
    List<ReadResult> batch = new ArrayList<>();
    while (!results.isDone()) {
      batch.addAll(results.take(BATCH, PATIENCE));
      encoder.encode(batch).forEach(outcomes::put);
      batch.clear();
    }
  }

  private void write() {
    while (!outcomes.isDone()) {
      outcomes.take(BATCH, PATIENCE).forEach(writer::add);
      writer.flushIfDue();
    }
    if (failure.get() == null) {
      writer.flush();
    }
  }
}

package dev.pictor.model;

import dev.pictor.PictorException;
import dev.pictor.clip.ClipException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A model that loads while the page is already up, and is tried again as long as it fails: it may
/// be put where it is looked for at any time. Thread-safe.
public final class BackgroundModel implements Supplier<ModelState>, AutoCloseable {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile ModelState state;
  private final Thread thread;

  /// Does not load yet.
  ///
  /// @param name of the model, to tell while it loads
  /// @param loader is called again after a failure, ever more rarely
  /// @param told hears how it ended; of a failure that repeats, once
  public BackgroundModel(String name, Callable<LoadedModel> loader, Consumer<ModelState> told) {
    state = new ModelState.Loading(name);
    thread =
        Thread.ofPlatform()
            .name("model-loader")
            .daemon()
            .unstarted(() -> loadUntilReady(name, loader, told));
  }

  /// Begins to load; once only.
  public void start() {
    thread.start();
  }

  private void loadUntilReady(
      String name, Callable<LoadedModel> loader, Consumer<ModelState> told) {
    Duration pause = FIRST_PAUSE;
    while (true) {
      ModelState loaded = load(name, loader);
      if (!loaded.equals(state)) {
        state = loaded;
        told.accept(loaded);
      }
      if (loaded instanceof ModelState.Ready) {
        return;
      }
      if (isClosedWithin(pause)) {
        return;
      }
      Duration longer = pause.multipliedBy(2);
      pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }
  }

  private boolean isClosedWithin(Duration pause) {
    try {
      return closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static ModelState load(String name, Callable<LoadedModel> loader) {
    try {
      return new ModelState.Ready(name, loader.call().clip());
    } catch (PictorException | ClipException e) {
      return new ModelState.Failed(name, String.valueOf(e.getMessage()));
    } catch (Exception | OutOfMemoryError | LinkageError e) {
      return new ModelState.Failed(name, "Unexpected: " + e);
    }
  }

  @Override
  public ModelState get() {
    return state;
  }

  /// Waits for a model that is still loading.
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    if (state instanceof ModelState.Ready ready) {
      ready.clip().close();
    }
  }
}

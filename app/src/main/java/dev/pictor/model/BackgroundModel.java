package dev.pictor.model;

import dev.pictor.PictorException;
import dev.pictor.clip.Clip;
import dev.pictor.clip.ClipException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// A model that loads while the page is already up, and is tried again as long as it fails: it may
/// be put where it is looked for at any time. Another one may be wanted later; the one that there
/// is serves until that is loaded. Thread-safe.
public final class BackgroundModel implements Supplier<ModelState>, AutoCloseable {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final CountDownLatch closed = new CountDownLatch(1);
  private final String name;
  private final Callable<LoadedModel> loader;
  private final Predicate<Clip> outdated;
  private final Consumer<ModelState> told;
  private final Thread thread;
  private volatile ModelState state;

  /// Does not load yet.
  ///
  /// @param name of the model, to tell while it loads
  /// @param loader is called again after a failure, ever more rarely
  /// @param outdated whether another one is wanted than this; asked every two seconds
  /// @param told hears how it ended; of a failure that repeats, once
  public BackgroundModel(
      String name,
      Callable<LoadedModel> loader,
      Predicate<Clip> outdated,
      Consumer<ModelState> told) {
    this.name = name;
    this.loader = loader;
    this.outdated = outdated;
    this.told = told;
    state = new ModelState.Loading(name);
    thread = Thread.ofPlatform().name("model-loader").daemon().unstarted(this::work);
  }

  /// Begins to load; once only.
  public void start() {
    thread.start();
  }

  private void work() {
    if (!loadUntilReady()) {
      return;
    }
    while (!isClosedWithin(FIRST_PAUSE)) {
      if (state instanceof ModelState.Ready ready && outdated.test(ready.clip())) {
        if (!loadUntilReady()) {
          return;
        }
        // Who has just asked for it may still be about to use it.
        if (!isClosedWithin(FIRST_PAUSE)) {
          ready.clip().close();
        }
      }
    }
  }

  /// @return false if it was closed meanwhile
  private boolean loadUntilReady() {
    ModelState heard = state;
    Duration pause = FIRST_PAUSE;
    while (true) {
      ModelState loaded = load();
      boolean ready = loaded instanceof ModelState.Ready;
      if (ready || !(state instanceof ModelState.Ready)) {
        state = loaded;
      }
      if (!loaded.equals(heard)) {
        heard = loaded;
        told.accept(loaded);
      }
      if (ready) {
        return true;
      }
      if (isClosedWithin(pause)) {
        return false;
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

  private ModelState load() {
    try {
      LoadedModel loaded = loader.call();
      String loadedName = state instanceof ModelState.Ready ? loaded.identity().name() : name;
      return new ModelState.Ready(loadedName, loaded.clip());
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

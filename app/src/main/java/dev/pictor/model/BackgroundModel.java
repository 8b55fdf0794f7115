package dev.pictor.model;

import dev.pictor.PictorException;
import dev.pictor.clip.ClipException;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A model that loads while the page is already up. Thread-safe.
public final class BackgroundModel implements Supplier<ModelState>, AutoCloseable {
  private volatile ModelState state;
  private final Thread thread;

  private BackgroundModel(String name, Callable<LoadedModel> loader, Consumer<ModelState> told) {
    state = new ModelState.Loading(name);
    thread =
        Thread.ofPlatform()
            .name("model-loader")
            .daemon()
            .unstarted(
                () -> {
                  state = load(name, loader);
                  told.accept(state);
                });
  }

  /// @param name of the model, to tell while it loads
  /// @param told hears how it ended
  public static BackgroundModel start(
      String name, Callable<LoadedModel> loader, Consumer<ModelState> told) {
    BackgroundModel model = new BackgroundModel(name, loader, told);
    model.thread.start();
    return model;
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

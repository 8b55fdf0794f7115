package dev.pictor.indexing;

import dev.pictor.store.PictureStore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// The last step where much was stored, told of if it takes long.
public final class Optimization {
  private static final long PATIENCE_SECONDS = 3;

  private Optimization() {}

  /// @param store opened to write
  public static void run(PictureStore store, IndexProgress progress) {
    CompletableFuture<Void> telling =
        CompletableFuture.runAsync(
            progress::optimizing,
            CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS));
    try {
      store.optimize();
    } finally {
      telling.cancel(false);
    }
  }
}

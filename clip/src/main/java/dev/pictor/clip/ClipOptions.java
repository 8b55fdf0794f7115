package dev.pictor.clip;

import java.nio.file.Path;

/// How to open a model.
///
/// @param preprocessing how pictures become input; [Preprocessing#UPRIGHT] unless told otherwise
/// @param cacheDirectory where the converted weights lie (they can be deleted at any time)
/// @param threads threads that compute one call
public record ClipOptions(Preprocessing preprocessing, Path cacheDirectory, int threads) {
  public ClipOptions {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, not " + threads);
    }
  }

  /// Upright pictures, the user's cache folder (`$XDG_CACHE_HOME/pictor`, else `~/.cache/pictor`),
  /// every processor.
  public static ClipOptions defaults() {
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path caches =
        xdg != null && !xdg.isBlank()
            ? Path.of(xdg)
            : Path.of(System.getProperty("user.home"), ".cache");
    return new ClipOptions(
        Preprocessing.UPRIGHT,
        caches.resolve("pictor"),
        Runtime.getRuntime().availableProcessors());
  }

  public ClipOptions with(Preprocessing other) {
    return new ClipOptions(other, cacheDirectory, threads);
  }

  public ClipOptions withCacheDirectory(Path other) {
    return new ClipOptions(preprocessing, other, threads);
  }

  public ClipOptions withThreads(int other) {
    return new ClipOptions(preprocessing, cacheDirectory, other);
  }
}

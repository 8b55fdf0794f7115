package dev.pictor.clip;

import java.nio.file.Path;
import java.util.regex.Pattern;

/// How to open a model.
///
/// @param preprocessing how pictures become input; [Preprocessing#UPRIGHT] unless told otherwise
/// @param cacheDirectory where the converted weights lie (they can be deleted at any time)
/// @param threads threads that compute one call
/// @param precision what to compute with; [Precision#FP32] unless told otherwise
/// @param template what texts are put into, in place of its `{}`, before they are encoded: "a
///     photo of {}"; [#NO_TEMPLATE] unless told otherwise
public record ClipOptions(
    Preprocessing preprocessing,
    Path cacheDirectory,
    int threads,
    Precision precision,
    String template) {
  /// Texts are encoded as they are.
  public static final String NO_TEMPLATE = "{}";

  public ClipOptions {
    if (template.split(Pattern.quote(NO_TEMPLATE), -1).length != 2) {
      throw new IllegalArgumentException(
          "a template has one {}, where the text goes; this has not: " + template);
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, not " + threads);
    }
  }

  /// Upright pictures, the user's cache folder (`$XDG_CACHE_HOME/pictor`, else `~/.cache/pictor`),
  /// every processor, fp32.
  public static ClipOptions defaults() {
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path caches =
        xdg != null && !xdg.isBlank()
            ? Path.of(xdg)
            : Path.of(System.getProperty("user.home"), ".cache");
    return new ClipOptions(
        Preprocessing.UPRIGHT,
        caches.resolve("pictor"),
        Runtime.getRuntime().availableProcessors(),
        Precision.FP32,
        NO_TEMPLATE);
  }

  public ClipOptions with(Preprocessing other) {
    return new ClipOptions(other, cacheDirectory, threads, precision, template);
  }

  public ClipOptions withCacheDirectory(Path other) {
    return new ClipOptions(preprocessing, other, threads, precision, template);
  }

  public ClipOptions withThreads(int other) {
    return new ClipOptions(preprocessing, cacheDirectory, other, precision, template);
  }

  public ClipOptions with(Precision other) {
    return new ClipOptions(preprocessing, cacheDirectory, threads, other, template);
  }

  /// @throws IllegalArgumentException unless it has one `{}`
  public ClipOptions withTemplate(String other) {
    return new ClipOptions(preprocessing, cacheDirectory, threads, precision, other);
  }
}

package dev.pictor.model;

import dev.pictor.clip.Clip;
import dev.pictor.clip.ClipOptions;
import dev.pictor.clip.Preprocessing;
import java.nio.file.Path;

/// The weights that were chosen.
///
/// @param name file name without suffix
/// @param path absolute
/// @param reason why this one, for people: `--model`, say
public record ModelFile(String name, Path path, String reason) {
  static ModelFile of(Path path, String reason) {
    return new ModelFile(nameOf(path), path, reason);
  }

  static String nameOf(Path path) {
    String file = String.valueOf(path.getFileName());
    int dot = file.lastIndexOf('.');
    return dot > 0 ? file.substring(0, dot) : file;
  }

  /// @param cacheDirectory for the converted weights
  /// @throws dev.pictor.clip.ModelException if it is no model that can be run
  public LoadedModel load(Preprocessing preprocessing, Path cacheDirectory) {
    ClipOptions options =
        ClipOptions.defaults().with(preprocessing).withCacheDirectory(cacheDirectory);
    return new LoadedModel(this, Clip.open(path, options));
  }
}

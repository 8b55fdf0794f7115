package dev.pictor.model;

import dev.pictor.clip.Clip;
import dev.pictor.clip.ClipOptions;
import dev.pictor.clip.ModelException;
import dev.pictor.clip.Preprocessing;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/// The weights that were chosen.
///
/// @param name of the folder, or of the file without suffix
/// @param path absolute
/// @param reason why this one, for people: `--model`, say
public record ModelFile(String name, Path path, String reason) {
  /// Weights that are called like that are named after their folder.
  private static final Set<String> IN_FOLDERS = Set.of("model.safetensors", "pytorch_model.bin");

  static ModelFile of(Path path, String reason) {
    return new ModelFile(nameOf(path), path, reason);
  }

  static String nameOf(Path path) {
    String file = String.valueOf(path.getFileName());
    if (Files.isDirectory(path)) {
      return file;
    }
    if (IN_FOLDERS.contains(file) && path.toAbsolutePath().getParent() instanceof Path folder) {
      return String.valueOf(folder.getFileName());
    }
    int dot = file.lastIndexOf('.');
    return dot > 0 ? file.substring(0, dot) : file;
  }

  /// All files of it.
  ///
  /// @throws ModelException if they cannot be looked at
  public long bytes() {
    try {
      if (!Files.isDirectory(path)) {
        return Files.size(path);
      }
      long bytes = 0;
      try (DirectoryStream<Path> files = Files.newDirectoryStream(path, Files::isRegularFile)) {
        for (Path file : files) {
          bytes += Files.size(file);
        }
      }
      return bytes;
    } catch (IOException e) {
      throw new ModelException("The model %s cannot be read: %s".formatted(path, e), e);
    }
  }

  /// @param cacheDirectory for the converted weights
  /// @throws dev.pictor.clip.ModelException if it is no model that can be run
  public LoadedModel load(Preprocessing preprocessing, Path cacheDirectory) {
    ClipOptions options =
        ClipOptions.defaults().with(preprocessing).withCacheDirectory(cacheDirectory);
    return new LoadedModel(this, Clip.open(path, options));
  }
}

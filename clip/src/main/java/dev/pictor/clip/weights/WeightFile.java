package dev.pictor.clip.weights;

import dev.pictor.clip.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// An open weight file: named tensors, every one of them checked to lie inside the file.
///
/// One implementation per file format. What the names mean is another matter: see
/// [ClipWeights#of].
public sealed interface WeightFile extends AutoCloseable
    permits TorchArchive, SafetensorsFile, ShardedWeights {

  /// Opens a file by its content, whatever its name says; only the index of several weight files
  /// is known by its name.
  ///
  /// @throws ModelException if it is none that we read, or malformed
  static WeightFile open(Path path) {
    if (Files.isDirectory(path)) {
      throw new ModelException(
          "Cannot read the model %s: it is a folder, not a weight file.".formatted(path));
    }
    if (!Files.isRegularFile(path)) {
      throw new ModelException("Cannot read the model %s: there is no such file.".formatted(path));
    }
    if (ShardIndex.isIndex(path)) {
      return ShardedWeights.open(path);
    }
    try {
      return switch (FileFormat.of(path)) {
        case TORCH -> TorchArchive.open(path);
        case SAFETENSORS -> SafetensorsFile.open(path);
      };
    } catch (IOException e) {
      throw Failures.unreadable(path, e);
    }
  }

  Path path();

  /// Tensors by name, in the order of the file.
  Map<String, TensorSource> tensors();

  @Override
  void close();
}

package dev.pictor.clip.weights;

import dev.pictor.clip.ModelException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Several weight files that hold one model, joined by a [ShardIndex].
final class ShardedWeights implements WeightFile {
  private final Path path;
  private final Map<String, WeightFile> files = new LinkedHashMap<>();
  private final Map<String, TensorSource> tensors = new LinkedHashMap<>();

  private ShardedWeights(Path path) {
    this.path = path;
  }

  /// @throws ModelException if the index or one of the files cannot be read, or a tensor is not
  ///     where the index says
  static ShardedWeights open(Path path) {
    ShardIndex index = ShardIndex.read(path);
    ShardedWeights weights = new ShardedWeights(path);
    try {
      for (String name : index.names()) {
        weights.files.put(name, WeightFile.open(path.resolveSibling(name)));
      }
      index.places().forEach(weights::find);
      return weights;
    } catch (RuntimeException e) {
      weights.close();
      throw e;
    }
  }

  private void find(String tensor, String name) {
    TensorSource source = file(name).tensors().get(tensor);
    if (source == null) {
      throw new ModelException(
          "Cannot read the model %s: the tensor '%s' is not in %s, where it should be."
              .formatted(path, tensor, name));
    }
    tensors.put(tensor, source);
  }

  private WeightFile file(String name) {
    WeightFile file = files.get(name);
    if (file == null) {
      throw new IllegalStateException("all files are opened first: " + name);
    }
    return file;
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public Map<String, TensorSource> tensors() {
    return Collections.unmodifiableMap(tensors);
  }

  @Override
  public void close() {
    files.values().forEach(WeightFile::close);
  }
}

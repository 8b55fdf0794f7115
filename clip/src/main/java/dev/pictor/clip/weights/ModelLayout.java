package dev.pictor.clip.weights;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whose names a model's tensors have, and which file says what they are.
public enum ModelLayout {
  /// OpenAI's own: one file, whose tensors say everything but the activation, which is QuickGELU.
  OPENAI(null, List.of()),
  /// Hugging Face's transformers: tensor names of its own, and a configuration beside them.
  HUGGING_FACE("config.json", List.of("model.safetensors", "pytorch_model.bin")),
  /// OpenCLIP: OpenAI's tensor names, and a configuration beside them.
  OPEN_CLIP(
      "open_clip_config.json",
      List.of("open_clip_model.safetensors", "open_clip_pytorch_model.bin"));

  private final @Nullable String config;
  private final List<String> weights;

  ModelLayout(@Nullable String config, List<String> weights) {
    this.config = config;
    this.weights = weights;
  }

  /// The configuration in a folder, if this layout has one and it is there.
  Optional<Path> config(Path folder) {
    return Optional.ofNullable(config).map(folder::resolve).filter(ModelFiles::isFile);
  }

  /// The weights in a folder: the first that is there, of several files the index.
  Optional<Path> weights(Path folder) {
    return names().map(folder::resolve).filter(ModelFiles::isFile).findFirst();
  }

  /// Whether weights are called like that in this layout.
  boolean isUsualName(Path file) {
    return names().anyMatch(String.valueOf(file.getFileName())::equals);
  }

  /// How its weights are called, the best first.
  Stream<String> names() {
    return weights.stream().flatMap(name -> Stream.of(name, name + ShardIndex.SUFFIX));
  }
}

package dev.pictor.clip.weights;

import dev.pictor.clip.ClipConfig;
import dev.pictor.clip.ModelException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// The weights of a CLIP model under their canonical names, and the architecture that follows.
///
/// Canonical are the names and orientations of OpenAI's own files ([CanonicalTensors]),
/// whatever file they come from, so that the same weights are known as the same.
///
/// @param tensors exactly those that the architecture needs, all of a float type and of the right
///     shape
public record ClipWeights(ClipConfig config, SortedMap<String, TensorSource> tensors) {
  public ClipWeights {
    tensors = Collections.unmodifiableSortedMap(new TreeMap<>(tensors));
  }

  /// Finds the model in the tensors of its weight file.
  ///
  /// @param file the opened [ModelFiles#weights]
  /// @throws ModelException if they are not those of a CLIP that we can run; the message names the
  ///     tensors or the field of the configuration
  public static ClipWeights of(ModelFiles files, WeightFile file) {
    try {
      return switch (files.layout()) {
        case OPENAI -> OpenAiLayout.read(file);
        case HUGGING_FACE -> HuggingFaceLayout.read(file, HuggingFaceConfig.read(config(files)));
        case OPEN_CLIP -> OpenClipLayout.read(file, OpenClipConfig.read(config(files)));
      };
    } catch (MalformedFileException e) {
      throw Failures.unreadable(file.path(), e);
    }
  }

  private static Path config(ModelFiles files) {
    return Objects.requireNonNull(files.config(), "a layout of folders has a configuration");
  }
}

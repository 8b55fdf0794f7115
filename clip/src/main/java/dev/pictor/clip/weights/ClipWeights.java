package dev.pictor.clip.weights;

import dev.pictor.clip.ClipConfig;
import dev.pictor.clip.ModelException;
import java.nio.file.Path;
import java.util.Collections;
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

  /// Finds the model in a file's tensors, which have OpenAI's names.
  ///
  /// @throws ModelException if they are not those of a CLIP that we can run; the message names the
  ///     tensors
  public static ClipWeights of(WeightFile file) {
    try {
      return OpenAiLayout.read(file.tensors());
    } catch (MalformedFileException e) {
      throw Failures.unreadable(file.path(), e);
    }
  }

  /// Finds the model in a file's tensors, which have Hugging Face's names.
  ///
  /// @param config the `config.json` that says what they are
  /// @throws ModelException if they are not those of a CLIP that we can run; the message names the
  ///     tensors or the field
  public static ClipWeights of(WeightFile file, Path config) {
    try {
      return HuggingFaceLayout.read(file, HuggingFaceConfig.read(config));
    } catch (MalformedFileException e) {
      throw Failures.unreadable(file.path(), e);
    }
  }
}

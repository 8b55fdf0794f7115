package dev.pictor.clip.graph;

import dev.pictor.clip.ModelException;
import dev.pictor.clip.weights.TensorSource.FloatSink;
import java.nio.file.Path;

/// Refuses infinite weights and those that are no numbers: every embedding would be NaN.
final class FiniteCheck implements FloatSink {
  private final Path path;
  private final String tensor;
  private long position;

  FiniteCheck(Path path, String tensor) {
    this.path = path;
    this.tensor = tensor;
  }

  @Override
  public void accept(float[] values, int count) {
    for (int i = 0; i < count; i++) {
      if (!Float.isFinite(values[i])) {
        throw new ModelException(
            "Cannot use the model %s: the tensor '%s' has the non-finite weight %s (element %d)."
                .formatted(path, tensor, values[i], position + i));
      }
    }
    position += count;
  }
}

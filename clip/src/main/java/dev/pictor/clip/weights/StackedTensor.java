package dev.pictor.clip.weights;

import java.util.List;
import java.util.stream.Collectors;

/// Tensors one below the other.
///
/// @param parts from the first row on, at least one
/// @param shape of them all together
record StackedTensor(List<TensorSource> parts, Shape shape) implements TensorSource {
  @Override
  public String name() {
    return parts.stream().map(TensorSource::name).collect(Collectors.joining(" + "));
  }

  @Override
  public ElementType type() {
    return parts.getFirst().type();
  }

  @Override
  public void read(FloatSink sink) {
    parts.forEach(part -> part.read(sink));
  }
}

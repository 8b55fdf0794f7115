package dev.pictor.clip.weights;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// The sizes of a tensor's dimensions, outermost first; a scalar has none.
public record Shape(List<Integer> sizes) {
  public Shape {
    sizes = List.copyOf(sizes);
  }

  public static Shape of(int... sizes) {
    return new Shape(Arrays.stream(sizes).boxed().toList());
  }

  public int rank() {
    return sizes.size();
  }

  public int size(int dimension) {
    return sizes.get(dimension);
  }

  /// The number of elements: 1 for a scalar.
  public long elements() {
    return sizes.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
  }

  @Override
  public String toString() {
    return sizes.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
  }
}

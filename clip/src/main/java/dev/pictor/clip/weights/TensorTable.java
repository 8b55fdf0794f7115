package dev.pictor.clip.weights;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The tensors of a file, by the names that the file has for them, asked for by a layout.
record TensorTable(Map<String, TensorSource> tensors) {
  private static final int NAMES_SHOWN = 20;

  boolean has(String name) {
    return tensors.containsKey(name);
  }

  /// The number of different block numbers behind a prefix. They must be 0, 1, ...: a gap shows as
  /// missing names.
  int countLayers(String prefix) {
    return (int)
        tensors.keySet().stream()
            .filter(name -> name.startsWith(prefix))
            .map(name -> name.substring(prefix.length()).replaceFirst("\\..*", ""))
            .distinct()
            .count();
  }

  /// @throws MalformedFileException with the names that are missing
  void requireAll(Collection<String> names) throws MalformedFileException {
    List<String> missing = names.stream().filter(name -> !has(name)).toList();
    if (!missing.isEmpty()) {
      String more =
          missing.size() > NAMES_SHOWN
              ? " and %d more".formatted(missing.size() - NAMES_SHOWN)
              : "";
      throw new MalformedFileException(
          "it is no complete CLIP model, these tensors are missing: %s%s."
              .formatted(
                  missing.stream().limit(NAMES_SHOWN).collect(Collectors.joining(", ")), more));
    }
  }

  /// A tensor of weights.
  ///
  /// @param reason what the shape follows from
  /// @throws MalformedFileException if it has another shape, or whole numbers
  TensorSource weight(String name, Shape expected, Supplier<String> reason)
      throws MalformedFileException {
    TensorSource tensor = source(name);
    if (!tensor.shape().equals(expected)) {
      throw new MalformedFileException(
          "the tensor '%s' has the shape %s instead of %s, which follows from %s."
              .formatted(name, tensor.shape(), expected, reason.get()));
    }
    if (!tensor.type().isFloat()) {
      throw new MalformedFileException(
          "the tensor '%s' has the type %s, where floating point is needed."
              .formatted(name, tensor.type()));
    }
    return tensor;
  }

  /// A tensor that is there.
  TensorSource source(String name) {
    TensorSource source = tensors.get(name);
    if (source == null) {
      throw new IllegalStateException("names are checked first: " + name);
    }
    return source;
  }
}

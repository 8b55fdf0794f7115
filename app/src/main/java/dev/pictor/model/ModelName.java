package dev.pictor.model;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What models may be called, and how their files are called then.
final class ModelName {
  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  /// Of weights in a single file, in the order in which they are looked for.
  private static final List<String> SUFFIXES = List.of(".pt", ".safetensors", ".bin");

  private ModelName() {}

  /// @throws IllegalArgumentException if no file can be called like that
  static String requireValid(String name) {
    if (!VALID.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'%s' cannot be a model's name: 1 to 100 of a-z, A-Z, 0-9, '.', '_' and '-', first a letter or digit."
              .formatted(name));
    }
    return name;
  }

  /// The names that a weight file of this model can have.
  static List<String> filesOf(String name) {
    return SUFFIXES.stream().map(suffix -> name + suffix).toList();
  }

  /// Where a model of this name can be in a folder: a file, or a folder.
  static Stream<Path> placesIn(Path folder, String name) {
    return Stream.concat(filesOf(name).stream(), Stream.of(name)).map(folder::resolve);
  }

  /// Whether a file in a folder of models is called as weights are.
  static boolean isWeights(Path file) {
    return SUFFIXES.stream().anyMatch(String.valueOf(file.getFileName())::endsWith);
  }

  /// What to call a copy of this weight file: the suffix stays where it is a usual one.
  static String fileFor(String name, Path weights) {
    String file = String.valueOf(weights.getFileName());
    return SUFFIXES.stream()
        .filter(file::endsWith)
        .findFirst()
        .map(suffix -> name + suffix)
        .orElse(name + SUFFIXES.getFirst());
  }
}

package dev.pictor.model;

import dev.pictor.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The models that Pictor knows where to get.
final class ModelCatalogue {
  /// What is used unless something else is asked for.
  static final String DEFAULT = "ViT-B-32";

  private static final List<Entry> ENTRIES = read();

  private ModelCatalogue() {}

  /// @param name file name without suffix
  /// @param sha256 of the file, hex
  record Entry(String name, String address, String sha256, String description) {
    /// The two commands that bring the file here and check it.
    String howToGet(Path file) {
      return """
            curl -fL --create-dirs -o '%2$s' \\
              %1$s
            echo '%3$s  %2$s' | sha256sum --check
          """
          .formatted(address, file, sha256);
    }
  }

  static Optional<Entry> find(String name) {
    return ENTRIES.stream().filter(entry -> entry.name().equals(name)).findAny();
  }

  private static List<Entry> read() {
    try (InputStream resource =
        Objects.requireNonNull(ModelCatalogue.class.getResourceAsStream("catalogue.json"))) {
      String json = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
      return List.of(Json.read(json, Entry[].class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

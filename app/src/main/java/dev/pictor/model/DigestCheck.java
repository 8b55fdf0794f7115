package dev.pictor.model;

import dev.pictor.model.download.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Whether the files of a model are those that they should be.
public sealed interface DigestCheck {
  record Intact() implements DigestCheck {}

  /// @param file its name
  /// @param reason goes on after the name: `is not there`
  record Damaged(String file, String reason) implements DigestCheck {}

  /// @param model a weight file, or a folder with all of the files
  static DigestCheck of(Path model, List<FileDigest> files) {
    boolean isFolder = Files.isDirectory(model);
    for (FileDigest file : files) {
      Path path = isFolder ? model.resolve(file.name()) : model;
      if (!Files.isRegularFile(path)) {
        return new Damaged(file.name(), "is not there");
      }
      try {
        String actual = Sha256.of(path);
        if (!actual.equals(file.sha256())) {
          return new Damaged(
              file.name(), "has the SHA-256 %s, not %s".formatted(actual, file.sha256()));
        }
      } catch (IOException e) {
        return new Damaged(file.name(), "cannot be read: " + e);
      }
    }
    return new Intact();
  }
}

package dev.pictor.clip.weights;

import dev.pictor.clip.ModelException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.ZipException;

/// Turns what went wrong inside a file into an error that names the file.
final class Failures {
  private Failures() {}

  static ModelException unreadable(Path path, IOException reason) {
    return unreadable(path, "", reason);
  }

  /// @param what of the file, with a colon and a space behind it
  static ModelException unreadable(Path path, String what, IOException reason) {
    String why =
        switch (reason) {
          case MalformedFileException malformed -> malformed.getMessage();
          case ZipException zip ->
              "the zip archive is damaged or cut (%s). Download it again."
                  .formatted(zip.getMessage());
          case EOFException _ -> "the file ends too early. Download it again.";
          default -> reason.toString();
        };
    return new ModelException("Cannot read the model %s: %s%s".formatted(path, what, why), reason);
  }
}

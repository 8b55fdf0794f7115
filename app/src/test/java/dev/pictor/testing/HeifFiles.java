package dev.pictor.testing;

import dev.pictor.clip.MissingDecoderException;
import dev.pictor.clip.image.ImageDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// The HEIC and AVIF pictures of the library's tests: nothing in Java writes any.
public final class HeifFiles {
  private static final Path FOLDER =
      Path.of(System.getProperty("pictor.basedir", ".."))
          .resolve("clip/src/test/resources/dev/pictor/clip/image/heif");

  private HeifFiles() {}

  /// @param name `colors.heic` or another of them
  public static void copy(String name, Path target) throws IOException {
    Files.copy(FOLDER.resolve(name), target);
  }

  /// Skips a test where they cannot be decoded.
  public static void assumeDecodable() {
    try {
      ImageDecoder.decode(FOLDER.resolve("colors.heic"));
      ImageDecoder.decode(FOLDER.resolve("colors.avif"));
    } catch (MissingDecoderException e) {
      Assumptions.abort(e.getMessage());
    }
  }
}

package dev.pictor.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// Weight files to test with.
public final class TestModels {
  private static final Path REPOSITORY =
      Path.of(System.getProperty("pictor.basedir", "..")).toAbsolutePath().normalize();

  private TestModels() {}

  /// Always there: two layers, 8 dimensions or so, a vocabulary of 32 and so no words.
  public static Path micro() {
    return REPOSITORY.resolve("clip/src/test/resources/micro/openai_micro.pt");
  }

  /// With words: skips the test where the reference pack is not there.
  public static Path tiny() {
    Path file = REPOSITORY.resolve("../shared/reference/models/tiny-openai/ViT-tiny-32.pt");
    Assumptions.assumeTrue(
        Files.isRegularFile(file), "needs ../shared/reference (the reference pack)");
    return file.normalize();
  }
}

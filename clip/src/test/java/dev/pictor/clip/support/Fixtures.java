package dev.pictor.clip.support;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// Files that tests read.
public final class Fixtures {
  private Fixtures() {}

  /// A file of `src/test/resources`.
  public static Path resource(String name) {
    URL url = Fixtures.class.getResource("/" + name);
    if (url == null) {
      throw new IllegalArgumentException("no such test resource: " + name);
    }
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(name, e);
    }
  }

  /// A file of the reference pack, which lies beside the repository; without it the test is
  /// skipped.
  public static Path reference(String name) {
    Assumptions.assumeTrue(hasReference(), () -> "needs the reference pack at " + pack());
    return pack().resolve(name);
  }

  public static boolean hasReference() {
    return Files.isDirectory(pack());
  }

  /// A malformed or unusual file by its name in the reference pack; without the pack the smaller
  /// ones are among the resources.
  public static Optional<Path> adversarial(String name) {
    if (hasReference()) {
      Path file = pack().resolve("adversarial").resolve(name);
      return Optional.of(Files.exists(file) ? file : LargeFiles.unpacked(name));
    }
    String base = name.startsWith("valid/") ? name.substring("valid/".length()) : name;
    return Stream.of("/adversarial/" + base, "/micro/" + base)
        .filter(resource -> Fixtures.class.getResource(resource) != null)
        .findFirst()
        .map(resource -> resource(resource.substring(1)));
  }

  private static Path pack() {
    return Path.of(System.getProperty("pictor.basedir", ".."))
        .resolve("../shared/reference")
        .normalize();
  }
}

package dev.pictor.clip.support;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
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
    Path pack =
        Path.of(System.getProperty("pictor.basedir", ".."))
            .resolve("../shared/reference")
            .normalize();
    Assumptions.assumeTrue(Files.isDirectory(pack), () -> "needs the reference pack at " + pack);
    return pack.resolve(name);
  }
}

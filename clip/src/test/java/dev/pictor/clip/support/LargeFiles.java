package dev.pictor.clip.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The reference pack's larger malformed and unusual files, unpacked once into a temporary folder.
public final class LargeFiles {
  private static @Nullable Path folder;

  private LargeFiles() {}

  public static synchronized Path unpacked(String name) {
    Path archive = Fixtures.reference("adversarial/large.tar.xz");
    try {
      if (folder == null) {
        folder = unpack(archive);
      }
      return folder.resolve(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path unpack(Path archive) throws IOException {
    Path target = Files.createTempDirectory("pictor-large-files");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(target)));
    Process tar =
        new ProcessBuilder("tar", "xJf", archive.toString(), "-C", target.toString())
            .inheritIO()
            .start();
    try {
      if (tar.waitFor() != 0) {
        throw new IOException("tar cannot unpack " + archive);
      }
    } catch (InterruptedException e) {
      tar.destroy();
      throw new IOException("interrupted", e);
    }
    return target;
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      // The system clears its temporary folder.
    }
  }
}

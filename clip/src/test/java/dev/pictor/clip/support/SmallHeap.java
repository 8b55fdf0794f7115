package dev.pictor.clip.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Opens models in one process of their own with a heap of 256 MB, by [OpenFiles].
public final class SmallHeap {
  private SmallHeap() {}

  /// @param folder for the caches, with nothing of that name in it
  /// @return what became of each, in their order; shorter if the process ended before
  public static List<String> open(List<Path> models, Path folder) throws IOException {
    Path input = folder.resolve("paths");
    Files.write(input, models.stream().map(Path::toString).toList());
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-Dstdout.encoding=UTF-8",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                OpenFiles.class.getName(),
                folder.resolve("caches").toString())
            .redirectInput(input.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      return process.inputReader(StandardCharsets.UTF_8).lines().toList();
    } finally {
      process.destroy();
    }
  }
}

package dev.pictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.json.Json;
import dev.pictor.testing.TestModels;
import dev.pictor.testing.TestPictures;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `pictor index --watch` as a process of its own, where it depends on the system what it is told.
@Timeout(300)
class WatchIT {
  private static final Path PICTOR =
      Path.of(System.getProperty("pictor.basedir", "..")).toAbsolutePath().resolve("pictor");

  @TempDir private Path temporary;
  private Path folder = Path.of("");
  private Path out = Path.of("");
  private Path err = Path.of("");
  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void makePictures() throws IOException {
    folder = temporary.toRealPath();
    out = folder.resolve("out");
    err = folder.resolve("err");
    TestPictures.write(folder.resolve("photos/a.jpg"), 1);
  }

  @AfterEach
  void stopEverything() throws Exception {
    for (Process process : started) {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
      assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
    }
  }

  /// Runs a line of bash; `$P` is the program.
  private Process start(String line) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", line)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("PICTOR_") || name.equals("DATABASE_URL"));
    builder.environment().put("P", PICTOR.toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("HOME", folder.resolve("user").toString());
    builder.environment().put("PICTOR_HOME", folder.resolve("home").toString());
    builder.environment().put("PICTOR_CACHE", folder.resolve("cache").toString());
    builder.environment().put("PICTOR_MODEL", TestModels.micro().toString());
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private static void assumeWorks(String line, String needed) throws Exception {
    Process process = new ProcessBuilder("bash", "-c", line).start();
    Assumptions.assumeTrue(process.waitFor() == 0, "needs " + needed);
  }

  private void until(Process process, Path printed, String text) throws Exception {
    while (!Files.readString(printed).contains(text)) {
      assertThat(process.isAlive())
          .as("%s%s", Files.readString(out), Files.readString(err))
          .isTrue();
      Thread.sleep(50);
    }
  }

  private JsonNode status() {
    return Json.read(new TestShell(folder).run("status", "--json").out(), JsonNode.class);
  }

  @Test
  void interrupt_endsItWithWhatIsInHandStored() throws Exception {
    Process process = start("exec \"$P\" index --watch photos");
    until(process, err, "Watching the folder - Ctrl-C ends it.");
    TestPictures.write(folder.resolve("photos/b.jpg"), 2);
    until(process, out, " 1 added\n");

    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();

    assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(130);
    assertThat(Files.readString(err)).doesNotContain("Exception", "Interrupted");
    assertThat(status().get("pictures").intValue()).isEqualTo(2);
  }

  /// Each piece is written after the one before was seen, so that only waiting helps.
  @Test
  void fileThatIsStillWritten_isReadWhenItIsWhole() throws Exception {
    Process process = start("exec \"$P\" index --watch photos");
    until(process, err, "Watching");
    byte[] whole = TestPictures.bytes(2, "jpg");
    int part = whole.length / 8 + 1;

    try (OutputStream file = Files.newOutputStream(folder.resolve("photos/slow.jpg"))) {
      for (int from = 0; from < whole.length; from += part) {
        file.write(Arrays.copyOfRange(whole, from, Math.min(from + part, whole.length)));
        Thread.sleep(500);
      }
    }

    until(process, out, " 1 added\n");
    assertThat(Files.readString(err)).doesNotContain("slow.jpg");
    assertThat(status().get("pictures").intValue()).isEqualTo(2);
  }

  @Test
  void folderBeyondTheLimitOfTheSystem_isScannedInstead() throws Exception {
    String limited = "echo 2 > /proc/sys/user/max_inotify_watches";
    assumeWorks("unshare -Ur sh -c '" + limited + "'", "user namespaces (unshare of util-linux)");
    for (String name : List.of("b", "c", "d")) {
      TestPictures.write(folder.resolve("photos/" + name + "/x.jpg"), name.hashCode());
    }

    Process process =
        start(
            "exec unshare -Ur sh -c '"
                + limited
                + "; exec \"$P\" index --watch --scan-every 1s photos'");
    until(process, err, "so they are scanned every 1 s");
    for (String name : List.of("b", "c", "d")) {
      TestPictures.write(folder.resolve("photos/" + name + "/y.jpg"), name.hashCode() + 9);
    }
    while (status().get("pictures").intValue() < 7) {
      assertThat(process.isAlive()).as(Files.readString(err)).isTrue();
      Thread.sleep(100);
    }

    assertThat(Files.readString(err))
        .containsOnlyOnce("limit of inotify watches")
        .contains("sudo sysctl fs.inotify.max_user_watches=");
  }

  @Test
  void diskThatIsRemovedAndComesBack_keepsItsPictures() throws Exception {
    String mounted = "mount -t tmpfs none disk";
    assumeWorks(
        "cd \"$(mktemp -d)\" && mkdir disk && unshare -Urm sh -c '" + mounted + "'",
        "user namespaces that may mount (unshare of util-linux)");
    Files.createDirectory(folder.resolve("disk"));

    // The shell does what it is told; the disk is seen by it and its children alone.
    Process shell =
        start(
            "exec unshare -Urm bash -c '"
                + mounted
                + " && cp photos/a.jpg disk && { \"$P\" index --watch --prune disk & } && watch=$!;"
                + " while read -r line; do eval \"$line\"; done; kill $watch; wait $watch'");
    until(shell, err, "Watching");
    try (var input = shell.outputWriter(StandardCharsets.UTF_8)) {
      input.write("umount disk\n");
      input.flush();
      until(shell, err, "none of the 1 files known below it is there, so they are kept");
      assertThat(status().get("files").intValue()).isEqualTo(1);

      TestPictures.write(folder.resolve("photos/b.jpg"), 2);
      input.write(mounted + " && cp photos/*.jpg disk\n");
      input.flush();
      until(shell, out, " 1 added\n");
    }

    assertThat(shell.waitFor(100, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(out)).doesNotContain("removed");
    assertThat(Files.readString(err)).containsOnlyOnce("so they are kept");
    assertThat(status().get("pictures").intValue()).isEqualTo(2);
  }
}

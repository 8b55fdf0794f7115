package dev.pictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.testing.TestModels;
import dev.pictor.testing.TestPictures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The built program at a terminal (of `script`), some of its streams redirected.
@Timeout(200)
class TerminalIT {
  private static final Path PICTOR =
      Path.of(System.getProperty("pictor.basedir", "..")).toAbsolutePath().resolve("pictor");
  private static final String ESCAPE = "\u001b";

  @TempDir private Path folder;

  @BeforeEach
  void makePictures() {
    Assumptions.assumeTrue(
        System.getProperty("os.name").equals("Linux")
            && Stream.of("/usr/bin/script", "/bin/script").map(Path::of).anyMatch(Files::exists),
        "needs script (util-linux)");
    TestPictures.write(folder.resolve("photos/a.jpg"), 1);
    TestPictures.write(folder.resolve("photos/b.jpg"), 2);
  }

  /// Runs a line of bash, `$P` is the program, in which a person types.
  ///
  /// @return what the terminal shows
  private String atTerminal(String typed, String line) throws Exception {
    Path screen = folder.resolve("screen");
    ProcessBuilder builder =
        new ProcessBuilder("script", "--quiet", "--command", line, "/dev/null")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(screen.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("PICTOR_") || name.equals("DATABASE_URL"));
    builder.environment().put("P", PICTOR.toString());
    builder.environment().put("SHELL", "/bin/bash");
    builder.environment().put("TERM", "xterm");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("HOME", folder.resolve("user").toString());
    builder.environment().put("PICTOR_HOME", folder.resolve("home").toString());
    builder.environment().put("PICTOR_CACHE", folder.resolve("cache").toString());
    Process process = builder.start();
    try (var input = process.outputWriter(StandardCharsets.UTF_8)) {
      input.write(typed);
      input.flush();
      if (!process.waitFor(100, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new AssertionError("Still running: " + line);
      }
    }
    return Files.readString(screen);
  }

  private String file(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  private static String index() {
    return "\"$P\" index --model '" + TestModels.micro() + "' photos";
  }

  @Test
  void resultsInAFile_leaveTheBarOnTheTerminal() throws Exception {
    String screen = atTerminal("", index() + " > results");

    assertThat(screen).contains("Indexing 100%", "\r");
    assertThat(file("results")).startsWith("2 added, ").doesNotContain("\r", ESCAPE);
  }

  @Test
  void messagesInAFile_haveNoBar() throws Exception {
    String screen = atTerminal("", index() + " 2> messages");

    assertThat(screen).contains("2 added, ");
    assertThat(file("messages")).startsWith("Indexing into ").doesNotContain("%", "\r", ESCAPE);
  }

  @Test
  void helpInAPipe_hasNoColours() throws Exception {
    atTerminal("", "\"$P\" --help | cat > help");

    assertThat(file("help")).contains("Usage: pictor").doesNotContain(ESCAPE);
  }

  @Test
  void whoCanAnswer_isAsked() throws Exception {
    String screen = atTerminal("n\n", "\"$P\" index photos > results");

    assertThat(screen).contains("Download it now? [y/N]", "Nothing was downloaded");
  }

  @Test
  void inputThatIsNoTerminal_isNotTakenForAnAnswer() throws Exception {
    String screen = atTerminal("", "yes | \"$P\" index photos");

    assertThat(screen).contains("pictor model pull ViT-B-32").doesNotContain("[y/N]");
    assertThat(folder.resolve("home/models")).doesNotExist();
  }
}

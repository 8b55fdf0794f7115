package dev.pictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.cli.TestShell.Result;
import dev.pictor.testing.ShortRuns;
import dev.pictor.testing.TestModels;
import dev.pictor.testing.TestPictures;
import dev.pictor.testing.WordedModel;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The built program where its output does not arrive: a full disk, a closed descriptor, a reader
/// that has gone.
@Timeout(300)
class LostOutputIT {
  private static final Path PICTOR =
      Path.of(System.getProperty("pictor.basedir", "..")).toAbsolutePath().resolve("pictor");

  @TempDir private Path folder;

  @BeforeEach
  void index() {
    TestPictures.write(folder.resolve("photos/a.jpg"), 1);
    TestPictures.write(folder.resolve("photos/b.jpg"), 2);
    assertThat(shell("\"$0\" index photos").exitCode()).isZero();
  }

  /// Runs a line of bash, `$0` is the program.
  private Result shell(String line) {
    try {
      Path out = folder.resolve("out");
      Path err = folder.resolve("err");
      ProcessBuilder builder =
          new ProcessBuilder(List.of("bash", "-c", line, PICTOR.toString()))
              .directory(folder.toFile())
              .redirectInput(new File("/dev/null"))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("PICTOR_"));
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      builder.environment().put("HOME", folder.resolve("user").toString());
      builder.environment().put("PICTOR_HOME", folder.resolve("home").toString());
      builder.environment().put("PICTOR_CACHE", folder.resolve("cache").toString());
      builder.environment().put("PICTOR_MODEL", TestModels.micro().toString());
      ShortRuns.prepare(builder.environment());
      Process process = builder.start();
      if (!process.waitFor(100, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new AssertionError("Still running: " + line);
      }
      return new Result(
          process.exitValue(),
          Files.readString(out, StandardCharsets.UTF_8),
          ShortRuns.told(Files.readString(err, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new AssertionError(line, e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "search --image photos/a.jpg",
        "search --json --image photos/a.jpg",
        "status",
        "status --json",
        "embed --image photos/a.jpg",
        "model list",
        "--help",
        "search --help",
        "help index",
        "--version"
      })
  void fullDisk_isExitCode1AndALine(String command) {
    Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")), "needs /dev/full (Linux)");

    Result result = shell("\"$0\" " + command + " > /dev/full");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .startsWith("pictor: The results could not be written to standard output: ")
        .hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"search --image photos/a.jpg", "status", "--help"})
  void closedOutput_isExitCode1AndALine(String command) {
    Result result = shell("\"$0\" " + command + " >&-");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .startsWith("pictor: The results could not be written to standard output: ")
        .hasLineCount(1);
  }

  @Test
  void indexing_thatCannotTellWhatItDidHasDoneIt() {
    TestPictures.write(folder.resolve("photos/c.jpg"), 3);

    Result result = shell("\"$0\" index photos >&-");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(shell("\"$0\" status").out()).contains("3 in 3 files");
  }

  @Test
  void evaluation_thatCannotTellItsFiguresSaysSo() throws IOException {
    WordedModel.write(folder.resolve("worded"));
    Files.writeString(folder.resolve("captions.tsv"), "a cat\tphotos/a.jpg\n");

    Result result = shell("\"$0\" eval --model worded captions.tsv >&-");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err().lines())
        .hasSize(2)
        .last()
        .asString()
        .startsWith("pictor: The results could not be written to standard output: ");
  }

  @Test
  void readerThatHasGone_endsTheCommandInSilence() {
    // Without an end of the input it would go on for ever.
    Result result =
        shell(
            "yes a cat | \"$0\" tokenize --model '%s' | head -n 1; echo ${PIPESTATUS[1]}"
                .formatted(TestModels.tiny()));

    assertThat(result.err()).isEmpty();
    assertThat(result.out().lines()).hasSize(2).last().isEqualTo("141");
  }

  @Test
  void readerThatTakesAll_getsAll() {
    Result result = shell("\"$0\" search --image photos/a.jpg | cat; echo ${PIPESTATUS[0]}");

    assertThat(result.err()).isEmpty();
    assertThat(result.out().lines()).hasSize(3).last().isEqualTo("0");
  }
}

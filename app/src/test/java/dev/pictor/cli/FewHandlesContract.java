package dev.pictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.cli.TestShell.Result;
import dev.pictor.store.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `pictor index` that may open few files, with every store: it says so, no picture is blamed for
/// it, and the next run goes on.
@Timeout(1200)
abstract class FewHandlesContract {
  private static final int ROUNDS = Boolean.getBoolean("pictor.long") ? 60 : 5;
  private static final int STEP = Boolean.getBoolean("pictor.long") ? 2 : 6;
  private static final int PICTURES = 300;

  @TempDir private Path folder;
  private final Random random = new Random(31);
  private PictorProcess pictor;
  private Map<String, String> expected = Map.of();

  /// The variables that choose the store.
  abstract Map<String, String> store();

  abstract Storage open(Path home);

  @BeforeEach
  void indexUndisturbed() throws Exception {
    PictorProcess.makePhotos(folder.resolve("photos"), PICTURES);
    pictor = new PictorProcess(folder, folder.resolve("home"), store());
    Result result =
        pictor.run(PictorProcess.LAUNCHER, "index", "--collection", "undisturbed", "photos");
    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.SOME_FAILED);
    expected = content("undisturbed");
    assertThat(expected).hasSize(PICTURES + 2 * (PICTURES / 10));
  }

  private Map<String, String> content(String collection) {
    try (Storage storage = open(folder.resolve("home"))) {
      return StoredContent.of(storage, collection);
    }
  }

  private static List<String> allowing(int files, List<String> program) {
    List<String> command =
        new ArrayList<>(List.of("bash", "-c", "ulimit -n " + files + " && exec \"$@\"", "bash"));
    command.addAll(program);
    return command;
  }

  @Test
  void launcher_thatMayOpenTooFewFiles_says() throws Exception {
    for (int files : new int[] {10, 60, 255}) {
      Result result =
          pictor.run(
              allowing(files, PictorProcess.LAUNCHER), "index", "--collection", "few", "photos");

      PictorProcess.assertStoppedWith(result, "256 files", "may have " + files, "ulimit -n 4096");
      assertThat(content("few")).isEmpty();
    }
  }

  /// Without the launcher, which prevents it, at every point of a run where it can happen.
  @Test
  void index_thatMayOpenTooFewFiles_saysSoAndGoesOnWithMore() throws Exception {
    Map<String, String> before = Map.of();
    int files = 20;
    Result result = index(allowing(files, PictorProcess.JAVA));
    while (result.exitCode() == ExitCode.COULD_NOT_RUN) {
      before = assertStopped(result, before, files + " files");
      files += files < 60 ? 20 : STEP;
      result = index(allowing(files, PictorProcess.JAVA));
    }
    assertComplete(result, files + " files");
    assertThat(files).isGreaterThan(60);
  }

  @Test
  void index_thatMayOpenNoMoreFilesAtARandomMoment_saysSoAndGoesOnWithMore() throws Exception {
    Assumptions.assumeTrue(
        Stream.of("/usr/bin/prlimit", "/bin/prlimit").map(Path::of).anyMatch(Files::exists),
        "needs prlimit (util-linux)");
    int stopped = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Process process =
          pictor.start(PictorProcess.LAUNCHER, "index", "--collection", "some", "photos");
      while (process.isAlive() && !Files.readString(pictor.err()).contains("Indexing into")) {
        Thread.sleep(10);
      }
      process.waitFor(random.nextInt(1500), TimeUnit.MILLISECONDS);
      allow(process, random.nextInt(4));
      Result result = pictor.result(process);
      Map<String, String> before = content("some");
      if (result.exitCode() == ExitCode.COULD_NOT_RUN) {
        stopped++;
        assertStopped(result, "some", Map.of(), "round " + round);
      }
      assertThat(expected).as("round %d", round).containsAllEntriesOf(before);
      if (before.size() == expected.size()) {
        drop("some");
      }
    }
    assertThat(stopped).isPositive();
    Result last = pictor.run(PictorProcess.LAUNCHER, "index", "--collection", "some", "photos");
    assertThat(last.exitCode()).as(last.err()).isIn(ExitCode.DONE, ExitCode.SOME_FAILED);
    assertThat(content("some")).isEqualTo(expected);
  }

  private void drop(String collection) {
    try (Storage storage = open(folder.resolve("home"))) {
      storage.drop(collection);
    }
  }

  /// As many files as it has open now, and a few more.
  private static void allow(Process process, int more) throws Exception {
    long open;
    try (Stream<Path> handles = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
      open = handles.count();
    } catch (IOException e) {
      return; // at its end already
    }
    new ProcessBuilder("prlimit", "--pid=" + process.pid(), "--nofile=" + (open + more))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private Result index(List<String> program) throws Exception {
    return pictor.run(program, "index", "--collection", "few", "photos");
  }

  private Map<String, String> assertStopped(
      Result result, Map<String, String> before, String when) {
    return assertStopped(result, "few", before, when);
  }

  private Map<String, String> assertStopped(
      Result result, String collection, Map<String, String> before, String when) {
    PictorProcess.assertStoppedWith(result, "Let more files be open at once (ulimit -n 4096");
    Map<String, String> after = content(collection);
    assertThat(after).as(when).containsAllEntriesOf(before);
    assertThat(expected).as(when).containsAllEntriesOf(after);
    return after;
  }

  private void assertComplete(Result result, String when) {
    assertThat(result.exitCode()).as(result.err()).isIn(ExitCode.DONE, ExitCode.SOME_FAILED);
    assertThat(content("few")).as(when).isEqualTo(expected);
  }
}

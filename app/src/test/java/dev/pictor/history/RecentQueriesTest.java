package dev.pictor.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecentQueriesTest {
  /// So many queries that the file is cut several times meanwhile.
  private static final int EACH = 400;

  @TempDir private Path home;

  /// Adds queries of its own, in a process of its own.
  static final class Writer {
    private Writer() {}

    public static void main(String[] args) throws InterruptedException {
      RecentQueries recent = History.in(Path.of(args[0]), true).recent();
      for (int number = 0; number < EACH; number++) {
        recent.add("photos", args[1] + number);
        // People do not search without a pause; a query that finds no gap for seconds is dropped.
        Thread.sleep(2);
      }
    }
  }

  private RecentQueries recent() {
    return History.in(home, true).recent();
  }

  private Path file() {
    return home.resolve("recent.jsonl");
  }

  /// The next one has it cut.
  private void fill() throws IOException {
    String line = "{\"at\":\"2026-01-01T00:00:00Z\",\"collection\":\"old\",\"query\":\"%d\"}\n";
    StringBuilder lines = new StringBuilder();
    for (int number = 0; number < 1_100; number++) {
      lines.append(line.formatted(number));
    }
    Files.writeString(file(), lines);
  }

  private List<String> queries() {
    return recent().newestFirst().stream().map(RecentQuery::query).toList();
  }

  @Test
  void added_areThereNewestFirst_repeatsOnce() {
    recent().add("photos", "dog");
    recent().add("photos", "dog");
    recent().add("other", "dog");
    recent().add("photos", "cat\n\"at\" night 😀");
    recent().add("photos", "dog");

    assertThat(queries()).containsExactly("dog", "cat\n\"at\" night 😀", "dog", "dog");
    assertThat(recent().distinct("photos")).containsExactly("dog", "cat\n\"at\" night 😀");
    assertThat(recent().newestFirst().getFirst().at()).isNotNull();
  }

  @Test
  void nothing_isThereBeforeTheFirst() {
    assertThat(queries()).isEmpty();
    recent().clear();
    assertThat(file()).doesNotExist();
  }

  @Test
  void last1000_areKept() throws IOException {
    for (int number = 0; number < 1_250; number++) {
      recent().add("photos", "query " + number);
      if (number % 50 == 0) {
        assertThat(Files.readAllLines(file())).hasSizeLessThanOrEqualTo(1_100);
      }
    }

    assertThat(queries())
        .isEqualTo(
            IntStream.iterate(1_249, number -> number - 1)
                .limit(1_000)
                .mapToObj(number -> "query " + number)
                .toList());
    assertThat(Files.readAllLines(file())).hasSizeBetween(1_000, 1_100);
    try (var files = Files.list(home)) {
      assertThat(files.map(Path::getFileName).map(Path::toString))
          .containsExactlyInAnyOrder("recent.jsonl", "history.lock");
    }
  }

  @Test
  void off_keepsNothingNew() {
    recent().add("photos", "before");

    History.in(home, false).recent().add("photos", "secret");

    assertThat(queries()).containsExactly("before");
  }

  @Test
  void clear_forgetsAll() {
    recent().add("photos", "dog");
    recent().add("other", "cat");

    recent().clear();

    assertThat(queries()).isEmpty();
    assertThat(file()).doesNotExist();
  }

  @Test
  void damagedLines_arePassedOver() throws IOException {
    recent().add("photos", "first");
    Files.writeString(
        file(),
        "nonsense\n{}\nnull\n[1]\n\n{\"at\":\"x\",\"collection\":\"photos\",\"query\":\"bad\"}\n"
            + "{\"at\":\"2026-01-01T00:00:00Z\",\"collection\":\"photos\",\"query\":\"to",
        StandardOpenOption.APPEND);

    recent().add("photos", "second");

    assertThat(queries()).containsExactly("second", "first");
  }

  @Test
  void whatCannotBeWritten_failsNothing() throws IOException {
    Files.createDirectory(file());

    recent().add("photos", "dog");

    assertThatThrownBy(() -> recent().newestFirst())
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining("recent.jsonl");
  }

  @Test
  void files_areOfTheirOwnerOnly() throws IOException {
    Assumptions.assumeTrue(home.getFileSystem().supportedFileAttributeViews().contains("posix"));
    recent().add("photos", "dog");
    History.in(home, true).saved().add("photos", "Dogs", "dog");

    for (String name : List.of("recent.jsonl", "searches.json", "history.lock")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(name))))
          .as(name)
          .isEqualTo("rw-------");
    }
  }

  @Test
  void threads_loseNothing() throws Exception {
    fill();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        String name = "thread " + thread + " ";
        all.add(
            threads.submit(
                () -> IntStream.range(0, 100).forEach(n -> recent().add("photos", name + n))));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }

    assertThat(recent().distinct("photos")).hasSize(800);
  }

  @Test
  void processes_loseNothing() throws Exception {
    fill();
    List<Process> processes = new ArrayList<>();
    for (String name : List.of("a", "b")) {
      processes.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Writer.class.getName(),
                  home.toString(),
                  name)
              .inheritIO()
              .start());
    }
    for (Process process : processes) {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    }

    List<String> oldestFirst = recent().distinct("photos").reversed();
    for (String name : List.of("a", "b")) {
      assertThat(oldestFirst.stream().filter(query -> query.startsWith(name)))
          .isEqualTo(IntStream.range(0, EACH).mapToObj(number -> name + number).toList());
    }
  }
}

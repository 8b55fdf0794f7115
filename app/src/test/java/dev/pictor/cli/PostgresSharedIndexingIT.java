package dev.pictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.cli.TestShell.Result;
import dev.pictor.json.Json;
import dev.pictor.store.Storage;
import dev.pictor.store.postgres.PostgresStorage;
import dev.pictor.store.postgres.TestDatabase;
import dev.pictor.testing.ShortRuns;
import dev.pictor.testing.TestModels;
import dev.pictor.testing.TestPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Several processes that index one folder into one collection in PostgreSQL.
///
/// They begin to work at the same moment: a gate, a lock on the collection, is closed until all of
/// them are there.
@Timeout(2_400)
class PostgresSharedIndexingIT {
  private static final int ROUNDS = Boolean.getBoolean("pictor.long") ? 60 : 3;
  private static final int PICTURES = 600;
  private static final int COPIES = 40;
  private static final int BROKEN = 30;
  private static final int FILES = PICTURES + COPIES + BROKEN;

  /// Of a worker that nobody waits for.
  private static final String ENDLESS = "3600000";

  private static final Path PICTOR =
      Path.of(System.getProperty("pictor.basedir", "..")).toAbsolutePath().resolve("pictor");
  private static final Pattern SUMMARY =
      Pattern.compile(
          "^([\\d,]+) added, 0 changed, \\d+ unchanged, ([\\d,]+) copies, (\\d+) failed");
  private static final Pattern BY_OTHERS = Pattern.compile("besides: .*?([\\d,]+) read by other");

  @TempDir private Path folder;
  @AutoClose private final TestDatabase database = TestDatabase.open();

  private final List<Worker> started = new ArrayList<>();

  /// A process, and where it prints.
  private record Worker(Process process, Path out, Path err) {
    String told() {
      try {
        return Files.readString(out) + Files.readString(err);
      } catch (IOException e) {
        return e.toString();
      }
    }

    Worker ended(Integer... codes) throws InterruptedException {
      assertThat(process.waitFor(200, TimeUnit.SECONDS)).as(told()).isTrue();
      assertThat(process.exitValue()).as(told()).isIn((Object[]) codes);
      return this;
    }

    /// Added, copies and failed, as it tells.
    int files() {
      Matcher summary = SUMMARY.matcher(told());
      assertThat(summary.find()).as(told()).isTrue();
      return number(summary.group(1)) + number(summary.group(2)) + number(summary.group(3));
    }

    int added() {
      Matcher summary = SUMMARY.matcher(told());
      assertThat(summary.find()).as(told()).isTrue();
      return number(summary.group(1));
    }

    int byOthers() {
      Matcher others = BY_OTHERS.matcher(told());
      return others.find() ? number(others.group(1)) : 0;
    }

    private static int number(String text) {
      return Integer.parseInt(text.replace(",", ""));
    }
  }

  @BeforeEach
  void makePhotos() throws IOException {
    Path photos = folder.resolve("photos");
    for (int number = 0; number < PICTURES; number++) {
      TestPictures.write(photos.resolve("%d/p%d.jpg".formatted(number % 7, number)), number);
    }
    for (int number = 0; number < COPIES; number++) {
      Files.copy(
          photos.resolve("%d/p%d.jpg".formatted(number % 7, number)),
          photos.resolve("copy%d.jpg".formatted(number)));
    }
    for (int number = 0; number < BROKEN; number++) {
      byte[] whole = TestPictures.bytes(PICTURES + number, "png");
      Files.write(photos.resolve("broken%d.png".formatted(number)), Arrays.copyOf(whole, 40));
    }
  }

  @AfterEach
  void stopEverything() throws Exception {
    for (Worker worker : started) {
      worker.process().destroyForcibly().waitFor();
    }
  }

  private Worker start(String leaseMillis, String collection, String... arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(List.of(PICTOR.toString(), "index", "--collection", collection));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out" + started.size());
    Path err = folder.resolve("err" + started.size());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("PICTOR_"));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("JAVA_TOOL_OPTIONS", "-Dpictor.lease.millis=" + leaseMillis);
    ShortRuns.prepare(environment);
    environment.put("HOME", folder.resolve("user").toString());
    environment.put("PICTOR_HOME", folder.resolve("home").toString());
    environment.put("PICTOR_CACHE", folder.resolve("cache").toString());
    environment.put("PICTOR_MODEL", TestModels.micro().toString());
    environment.putAll(database.environment());
    Worker worker = new Worker(builder.start(), out, err);
    started.add(worker);
    return worker;
  }

  private TestShell shell() {
    return new TestShell(folder)
        .set("PICTOR_MODEL", TestModels.micro().toString())
        .setAll(database.environment());
  }

  /// Made by indexing nothing, so that a gate can stand before it.
  private void make(String collection) throws IOException {
    Files.createDirectories(folder.resolve("empty"));
    Result made = shell().run("index", "--collection", collection, "empty");
    assertThat(made.exitCode()).as(made.err()).isZero();
  }

  private Map<String, String> content(String collection) {
    try (Storage storage = PostgresStorage.open(database.url(), database.schema())) {
      return StoredContent.of(storage, collection, Map.of());
    }
  }

  private Map<String, String> undisturbed() throws Exception {
    start("30000", "undisturbed", "photos").ended(ExitCode.SOME_FAILED);
    Map<String, String> content = content("undisturbed");
    assertThat(content).hasSize(FILES);
    return content;
  }

  private String table(String name) {
    return database.schema() + "." + name;
  }

  private int count(String ofWhat) {
    return Integer.parseInt(database.query("SELECT count(*) FROM " + ofWhat).getFirst());
  }

  /// A worker of another machine that lives until it is told to be silent, and has nothing.
  private String stranger(String collection) {
    return database
        .query(
            """
            INSERT INTO %s (id, collection_id, host, process_id, seen_at, lease_until)
            SELECT gen_random_uuid(), id, 'elsewhere', 42, '2026-01-01T00:00Z', 'infinity'
            FROM %s WHERE name = '%s'
            RETURNING id
            """
                .formatted(table("worker"), table("collection"), collection))
        .getFirst();
  }

  /// Lets the workers of a collection, once they are there, seem to be another machine's.
  private void elsewhere(String collection, int count) throws Exception {
    String its =
        "collection_id = (SELECT id FROM %s WHERE name = '%s')"
            .formatted(table("collection"), collection);
    for (int looks = 0; count(table("worker") + " WHERE " + its) < count; looks++) {
      assertThat(looks).as(told()).isLessThan(2_000);
      Thread.sleep(5);
    }
    database.execute("UPDATE %s SET host = 'elsewhere' WHERE %s".formatted(table("worker"), its));
  }

  private void silence(String worker) {
    database.execute(
        "UPDATE %s SET lease_until = '2026-01-01T00:00Z' WHERE id = '%s'"
            .formatted(table("worker"), worker));
  }

  /// Starts processes of which none gets ahead of the others.
  private void atOnce(String collection, int count, Starting starting) throws Exception {
    make(collection);
    try (Connection gate = database.connect();
        Statement statement = gate.createStatement()) {
      gate.setAutoCommit(false);
      statement.execute(
          "SELECT FROM %s WHERE name = '%s' FOR UPDATE".formatted(table("collection"), collection));
      starting.start();
      for (int looks = 0; count(waiting()) < count; looks++) {
        assertThat(looks).as(told()).isLessThan(2_000);
        Thread.sleep(20);
      }
    }
  }

  /// Sessions at the gate.
  private String waiting() {
    return """
    (SELECT DISTINCT w.pid FROM pg_locks w JOIN pg_locks h ON h.pid = w.pid
     WHERE NOT w.granted AND h.relation = '%s'::regclass) waiting
    """
        .formatted(table("collection"));
  }

  private String told() {
    return started.stream().map(Worker::told).toList().toString();
  }

  private interface Starting {
    void start() throws IOException, SQLException;
  }

  @Test
  void processes_shareWhatThereIs_andDoNothingTwice() throws Exception {
    Map<String, String> expected = undisturbed();
    List<Worker> workers = new ArrayList<>();
    atOnce(
        "shared",
        3,
        () -> {
          for (int number = 0; number < 3; number++) {
            workers.add(start(ENDLESS, "shared", "photos"));
          }
        });
    for (Worker worker : workers) {
      worker.ended(ExitCode.DONE, ExitCode.SOME_FAILED);
    }

    assertThat(content("shared")).isEqualTo(expected);
    assertThat(workers).as(told()).allSatisfy(it -> assertThat(it.files()).isPositive());
    assertThat(workers.stream().mapToInt(Worker::files).sum()).as(told()).isEqualTo(FILES);
    assertThat(workers.stream().mapToInt(Worker::added).sum()).as(told()).isEqualTo(PICTURES);
    assertThat(workers)
        .as(told())
        .allSatisfy(it -> assertThat(it.files() + it.byOthers()).isEqualTo(FILES));
    assertThat(count(table("task"))).isZero();
    assertThat(count(table("worker"))).isZero();
    assertStatusTellsOfAllTogether();
  }

  private void assertStatusTellsOfAllTogether() {
    Result status = shell().run("status", "--collection", "shared", "--json");
    JsonNode run = Json.read(status.out(), JsonNode.class).get("lastRun");
    assertThat(run.get("state").stringValue()).isEqualTo("finished");
    assertThat(run.get("processes").intValue()).isEqualTo(3);
    assertThat(run.get("read").intValue()).isEqualTo(FILES);
    assertThat(run.get("added").intValue()).isEqualTo(PICTURES);
    assertThat(run.get("failed").intValue()).isEqualTo(BROKEN);
  }

  @Test
  void processes_thatAreKilledLeaveTheirShareToTheOthers() throws Exception {
    Map<String, String> expected = undisturbed();
    Random random = new Random(7);
    for (int round = 0; round < ROUNDS; round++) {
      String collection = "killed-" + round;
      List<Worker> workers = new ArrayList<>();
      atOnce(
          collection,
          3,
          () -> {
            for (int number = 0; number < 3; number++) {
              workers.add(start("5000", collection, "photos"));
            }
          });
      if (round % 2 == 0) {
        // As if each ran on another machine: only the lease tells who is dead.
        elsewhere(collection, 3);
      }
      Collections.shuffle(workers, random);
      int kills = 1 + random.nextInt(2);
      for (Worker victim : workers.subList(0, kills)) {
        Thread.sleep(random.nextLong(700));
        victim.process().destroyForcibly().waitFor();
      }
      for (Worker survivor : workers.subList(kills, workers.size())) {
        survivor.ended(ExitCode.DONE, ExitCode.SOME_FAILED);
      }

      assertThat(content(collection)).as("round %d, seed 7", round).isEqualTo(expected);
      assertThat(count(table("task"))).as(told()).isZero();
      database.execute("DELETE FROM " + table("worker"));
    }
  }

  @Test
  void process_thatIsTerminatedGivesBackWhatItHas() throws Exception {
    Map<String, String> expected = undisturbed();
    List<Worker> workers = new ArrayList<>();
    atOnce(
        "terminated",
        2,
        () -> {
          workers.add(start(ENDLESS, "terminated", "photos"));
          workers.add(start(ENDLESS, "terminated", "photos"));
        });
    // As if each ran on another machine: nobody can tell that a process has ended.
    elsewhere("terminated", 2);
    Worker first = workers.getFirst();
    String inHand =
        "%s t JOIN %s w ON w.id = t.worker_id WHERE w.process_id = %d"
            .formatted(table("task"), table("worker"), first.process().pid());
    while (count(inHand) == 0) {
      assertThat(first.process().isAlive()).as(told()).isTrue();
      Thread.sleep(5);
    }
    first.process().destroy();
    first.ended(ExitCode.INTERRUPTED);
    Worker second = workers.get(1).ended(ExitCode.DONE, ExitCode.SOME_FAILED);

    assertThat(content("terminated")).isEqualTo(expected);
    assertThat(first.files() + second.files()).as(told()).isEqualTo(FILES);
    assertThat(second.files() + second.byOthers()).as(told()).isEqualTo(FILES);
  }

  /// Its folder is there and empty: a disk is not mounted.
  @Test
  void process_thatSeesNoFilesLeavesThemToTheOther() throws Exception {
    Path away = Files.createDirectory(folder.resolve("away"));
    make("unmounted");
    // So that the folder has its name on every machine.
    Result first = shell().run("index", "--collection", "unmounted", "photos/copy0.jpg");
    assertThat(first.out()).as(first.err()).startsWith("1 added");
    List<Worker> workers = new ArrayList<>();
    atOnce(
        "unmounted",
        2,
        () -> {
          workers.add(start(ENDLESS, "unmounted", "photos"));
          workers.add(start(ENDLESS, "unmounted", "--root", "photos=" + away, "away"));
        });
    for (Worker worker : workers) {
      worker.ended(ExitCode.DONE, ExitCode.SOME_FAILED);
    }

    assertThat(workers.get(1).files()).isZero();
    assertThat(workers.get(0).files()).as(told()).isEqualTo(FILES - 1);
    assertThat(count(table("file"))).isEqualTo(FILES);
    assertThat(count(table("task"))).isZero();
  }

  @Test
  void process_waitsForWhatAnotherHasInHand_saysSo_andTakesItOverWhenThatIsSilent()
      throws Exception {
    make("waiting");
    String other = stranger("waiting");
    Path file = folder.resolve("photos/0/p0.jpg");
    database.execute(
        """
        INSERT INTO %s (collection_id, place_id, root, path, size_bytes, modified_millis, effort,
                        finder_id, worker_id)
        SELECT collection_id, '%s', 'photos', '0/p0.jpg', %d, %d, 'NOTE', id, id FROM %s
        """
            .formatted(
                table("task"),
                placeId("photos", "0/p0.jpg"),
                Files.size(file),
                Files.getLastModifiedTime(file).toMillis(),
                table("worker")));

    Worker worker = start("30000", "waiting", "photos");
    until(worker, "Waiting for 1 pictures that another worker has in hand.");
    until(worker, "669 of 670 pictures, 2 workers, 30 failed");
    assertThat(worker.process().isAlive()).isTrue();
    assertThat(count(table("file"))).isEqualTo(FILES - 1);
    assertStatusTellsOfBoth(worker);
    silence(other);
    worker.ended(ExitCode.SOME_FAILED);

    assertThat(worker.files()).isEqualTo(FILES);
    assertThat(worker.byOthers()).isZero();
    assertThat(count(table("file"))).isEqualTo(FILES);
  }

  private void assertStatusTellsOfBoth(Worker worker) {
    Result status = shell().run("status", "--collection", "waiting", "--json");
    JsonNode json = Json.read(status.out(), JsonNode.class);
    assertThat(json.get("left").intValue()).isOne();
    assertThat(json.get("workers")).hasSize(2);
    JsonNode own = json.get("workers").get(1);
    assertThat(own.get("process").longValue()).isEqualTo(worker.process().pid());
    assertThat(own.get("done").intValue()).isEqualTo(FILES - 1);
    assertThat(own.get("failed").intValue()).isEqualTo(BROKEN);
    assertThat(own.get("silent").booleanValue()).isFalse();
    assertThat(own.get("since").stringValue())
        .matches("20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    assertThat(shell().run("status", "--collection", "waiting").out())
        .contains("Indexing    process 42 on elsewhere since ")
        .contains(": 669 done, 30 failed\n            1 files left\n");
  }

  @Test
  void status_tellsWhoIsSilent() throws Exception {
    make("silent");
    silence(stranger("silent"));

    assertThat(shell().run("status", "--collection", "silent").out())
        .containsPattern("process 42 on elsewhere since .*; silent since 2026-01-01T00:00:00Z\n");
  }

  private String placeId(String root, String path) {
    return database
        .query(
            "SELECT encode(substring(sha256('%s'::bytea || '\\x00'::bytea || '%s'::bytea) FOR 16), 'hex')::uuid"
                .formatted(root, path))
        .getFirst();
  }

  private void until(Worker worker, String printed) throws Exception {
    for (int looks = 0; !worker.told().contains(printed); looks++) {
      assertThat(worker.process().isAlive() && looks < 2_000).as(worker.told()).isTrue();
      Thread.sleep(50);
    }
  }
}

package dev.pictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.store.LastRun;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Storage;
import dev.pictor.testing.ShortRuns;
import dev.pictor.testing.TestModels;
import dev.pictor.testing.TestPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` at random moments of indexing, again and again, with every store: what was stored
/// stays, the next run goes on, and in the end all is as if nothing had happened.
abstract class KilledIndexingContract {
  private static final int KILLS = Boolean.getBoolean("pictor.long") ? 300 : 20;
  private static final int PICTURES = Boolean.getBoolean("pictor.long") ? 900 : 500;
  private static final int COPIES = 40;
  private static final int BROKEN = 30;
  private static final Set<LastRun.State> AFTER_THE_END = Set.of(LastRun.State.FINISHED);

  /// The last breath may have been its last word.
  private static final Set<LastRun.State> AFTER_A_KILL =
      Set.of(LastRun.State.BROKEN_OFF, LastRun.State.FINISHED);

  private static final Path PICTOR =
      Path.of(System.getProperty("pictor.basedir", "..")).toAbsolutePath().resolve("pictor");

  @TempDir private Path folder;

  private final Random random = new Random(11);

  /// The variables that choose the store.
  abstract Map<String, String> store();

  abstract Storage open(Path home);

  /// Waits until nothing of a killed process is being written any more.
  void awaitQuiet() throws InterruptedException {}

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

  @Test
  void index_thatIsKilledAgainAndAgain_endsAsIfItHadNotBeen() throws Exception {
    Map<String, String> store = store();
    long start = System.nanoTime();
    assertThat(start(store, "undisturbed").waitFor()).as(log()).isEqualTo(ExitCode.SOME_FAILED);
    long undisturbedMillis = (System.nanoTime() - start) / 1_000_000;
    Map<String, String> expected = content("undisturbed", Map.of());
    assertThat(expected).hasSize(PICTURES + COPIES + BROKEN);

    int kills = 0;
    for (int cycle = 0; kills < KILLS; cycle++) {
      String collection = "killed-" + cycle;
      Map<String, String> before = Map.of();
      boolean complete = false;
      while (!complete) {
        Process process = start(store, collection);
        complete = process.waitFor(random.nextLong(undisturbedMillis), TimeUnit.MILLISECONDS);
        if (!complete && kills >= KILLS) {
          complete = process.waitFor(200, TimeUnit.SECONDS);
        }
        if (complete) {
          assertThat(process.exitValue()).as(log()).isIn(ExitCode.DONE, ExitCode.SOME_FAILED);
        } else {
          process.destroyForcibly().waitFor();
          awaitQuiet();
          kills++;
        }
        assertThat(lastRun(collection))
            .as("what is told of the run, kill %d", kills)
            .isSubsetOf(complete ? AFTER_THE_END : AFTER_A_KILL);
        Map<String, String> after = content(collection, complete ? Map.of() : before);
        assertThat(after).as("what was stored stays, kill %d", kills).containsAllEntriesOf(before);
        before = after;
      }
      assertThat(before).as("cycle %d", cycle).isEqualTo(expected);
    }
  }

  private Process start(Map<String, String> store, String collection) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(PICTOR.toString(), "index", "--collection", collection, "photos")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("PICTOR_"));
    environment.remove("DATABASE_URL");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("HOME", folder.resolve("user").toString());
    environment.put("PICTOR_HOME", folder.resolve("home").toString());
    environment.put("PICTOR_CACHE", folder.resolve("cache").toString());
    environment.put("PICTOR_MODEL", TestModels.micro().toString());
    environment.putAll(store);
    ShortRuns.prepare(environment);
    return builder.start();
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  private Set<LastRun.State> lastRun(String collection) {
    try (Storage storage = open(folder.resolve("home"));
        PictureStore store = storage.openToRead(collection).orElse(null)) {
      return store == null
          ? Set.of()
          : store.lastRun().map(run -> Set.of(run.state())).orElse(Set.of());
    }
  }

  private Map<String, String> content(String collection, Map<String, String> seen) {
    try (Storage storage = open(folder.resolve("home"))) {
      return StoredContent.of(storage, collection, seen);
    }
  }
}

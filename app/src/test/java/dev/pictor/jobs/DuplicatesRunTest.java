package dev.pictor.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.clip.Clip;
import dev.pictor.clip.ClipOptions;
import dev.pictor.indexing.Indexer;
import dev.pictor.indexing.Targets;
import dev.pictor.jobs.DuplicatesRun.State;
import dev.pictor.store.ModelIdentity;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Storage;
import dev.pictor.store.lucene.LuceneStorage;
import dev.pictor.testing.Silence;
import dev.pictor.testing.TestModels;
import dev.pictor.testing.TestPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DuplicatesRunTest {
  private static final String COLLECTION = "made";
  private static final int PICTURES = 24;

  @TempDir private Path folder;
  private Storage storage;

  @BeforeEach
  void index() throws IOException {
    Path photos = folder.toRealPath().resolve("photos");
    for (int number = 0; number < PICTURES; number++) {
      TestPictures.write(photos.resolve(number + ".png"), number);
    }
    Files.copy(photos.resolve("3.png"), photos.resolve("copy.png"));
    storage = LuceneStorage.open(folder.resolve("lucene"));
    try (Clip clip =
            Clip.open(
                TestModels.micro(),
                ClipOptions.defaults().withCacheDirectory(folder.resolve("cache")));
        PictureStore store =
            storage.openToWrite(
                COLLECTION,
                new ModelIdentity(
                    "micro",
                    "micro.pt",
                    clip.fingerprint(),
                    clip.config().embeddingDimension(),
                    "upright",
                    "fp32"))) {
      new Indexer(store, clip, new Silence(), () -> false)
          .index(new Targets(store.roots(), Map.of()).of(List.of(photos)));
    }
  }

  @AfterEach
  void close() {
    storage.close();
  }

  private static State end(DuplicatesRun run) throws InterruptedException {
    run.start();
    while (run.state() instanceof State.Running) {
      Thread.sleep(1);
    }
    return run.state();
  }

  @Test
  void start_findsWhatIsThereMoreThanOnce() throws InterruptedException {
    try (DuplicatesRun run = new DuplicatesRun(storage, COLLECTION)) {
      assertThat(run.state()).isEqualTo(new State.None());

      State end = end(run);

      assertThat(end).isInstanceOf(State.Found.class);
      State.Found found = (State.Found) end;
      assertThat(found.duplicates().copies()).hasSize(1);
      assertThat(found.counts().pictures()).isEqualTo(PICTURES);
      assertThat(found.alike()).isBetween(-1.0, 1.0);
    }
  }

  @Test
  void moreThanMemoryHolds_isNotBegun() throws InterruptedException {
    try (DuplicatesRun run = new DuplicatesRun(storage, COLLECTION, 100)) {
      assertThat(end(run)).isEqualTo(new State.TooMany(PICTURES));
    }
  }

  @Test
  void storeThatFails_isSaidAndTriedAgain() throws Exception {
    Path index = folder.resolve("lucene").resolve(COLLECTION);
    Path away = folder.resolve("away");
    try (DuplicatesRun run = new DuplicatesRun(storage, COLLECTION)) {
      Files.move(index, away);
      Files.createDirectories(index);
      Files.write(index.resolve("segments_1"), new byte[] {1, 2, 3});
      assertThat(end(run))
          .isInstanceOfSatisfying(
              State.Failed.class,
              failed -> assertThat(failed.reason()).contains("The collection in "));
      Files.delete(index.resolve("segments_1"));
      Files.delete(index);
      Files.move(away, index);

      assertThat(end(run)).isInstanceOf(State.Found.class);
    }
  }

  @Test
  void close_endsItAndNothingIsBegunAfterwards() {
    DuplicatesRun run = new DuplicatesRun(storage, COLLECTION);
    run.start();
    run.close();
    State atEnd = run.state();
    assertThat(atEnd).isNotInstanceOf(State.Running.class);

    run.start();

    assertThat(run.state()).isEqualTo(atEnd);
  }
}

package dev.pictor.indexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.clip.Clip;
import dev.pictor.clip.ClipOptions;
import dev.pictor.clip.Preprocessing;
import dev.pictor.indexing.IndexRules.Pruning;
import dev.pictor.store.ModelIdentity;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Storage;
import dev.pictor.store.StoreException;
import dev.pictor.store.lucene.LuceneStorage;
import dev.pictor.testing.Silence;
import dev.pictor.testing.TestModels;
import dev.pictor.testing.TestPictures;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class IndexerTest {
  private static final int PICTURES = 150;

  @TempDir private Path temporary;
  private @Nullable Clip clip;
  private @Nullable Storage storage;
  private @Nullable PictureStore store;
  private Path photos = Path.of("");
  private final AtomicBoolean stop = new AtomicBoolean();

  /// Slows the search for files down, since what is found within a second is stored as one; asks
  /// for a stop once something is stored.
  private final class StopAtFirst extends Silence {
    @Override
    public void update(Snapshot snapshot) {
      if (snapshot.done() > 0) {
        stop.set(true);
      } else {
        LockSupport.parkNanos(20_000_000);
      }
    }
  }

  @BeforeEach
  void open() throws IOException {
    photos = temporary.toRealPath().resolve("photos");
    for (int number = 0; number < PICTURES; number++) {
      TestPictures.write(photos.resolve(number + ".png"), number);
    }
    clip =
        Clip.open(
            TestModels.micro(),
            ClipOptions.defaults()
                .with(Preprocessing.UPRIGHT)
                .withCacheDirectory(temporary.resolve("cache")));
    storage = LuceneStorage.open(temporary.resolve("lucene"));
    store =
        storage.openToWrite(
            "default",
            new ModelIdentity(
                "micro",
                "micro.pt",
                clip.fingerprint(),
                clip.config().embeddingDimension(),
                "upright",
                "fp32"));
  }

  @AfterEach
  void close() {
    if (store != null && storage != null && clip != null) {
      store.close();
      storage.close();
      clip.close();
    }
  }

  private PictureStore store() {
    return Objects.requireNonNull(store);
  }

  private IndexReport index(PictureStore into, IndexProgress progress) {
    return index(into, progress, IndexRules.DEFAULT);
  }

  private IndexReport index(PictureStore into, IndexProgress progress, IndexRules rules) {
    List<Target> targets = new Targets(into.roots(), Map.of()).of(List.of(photos));
    return new Indexer(into, Objects.requireNonNull(clip), progress, stop::get)
        .index(targets, rules);
  }

  @Test
  void stop_storesWhatIsInHand_theNextRunDoesTheRest() {
    IndexReport first = index(store(), new StopAtFirst());

    assertThat(first.interrupted()).isTrue();
    assertThat(first.added()).isBetween(1L, PICTURES - 1L);
    assertThat(first.added()).isEqualTo(store().counts().pictures());
    assertThat(first.vanished()).isZero();

    stop.set(false);
    IndexReport second = index(store(), new Silence());
    assertThat(second.interrupted()).isFalse();
    assertThat(second.unchanged()).isEqualTo(first.added());
    assertThat(first.added() + second.added()).isEqualTo(PICTURES);
    assertThat(store().counts().pictures()).isEqualTo(PICTURES);
  }

  @Test
  void unchangedFiles_areNotReadAgain() {
    index(store(), new Silence());
    AtomicLong found = new AtomicLong();

    IndexReport again =
        index(
            store(),
            new Silence() {
              @Override
              public void update(Snapshot snapshot) {
                found.set(snapshot.found());
              }
            });

    assertThat(again.unchanged()).isEqualTo(PICTURES);
    assertThat(found).hasValue(0);
  }

  @Test
  void fileThatIsBeingWritten_isLeftAsItWasForAnotherRun() throws IOException {
    index(store(), new Silence());
    TestPictures.write(photos.resolve("1.png"), 1_000);
    TestPictures.write(photos.resolve("new.png"), 1_001);
    Files.setLastModifiedTime(photos.resolve("1.png"), FileTime.fromMillis(1_000));
    IndexRules rules = new IndexRules(false, false, Pruning.CAREFUL);
    Set<Path> written = Set.of(photos.resolve("1.png"), photos.resolve("new.png"));

    IndexReport first = index(store(), new Silence(), rules.leaving(written::contains));
    assertThat(first.added() + first.updated() + first.failed() + first.pruned()).isZero();
    assertThat(first.unchanged()).isEqualTo(PICTURES - 1);
    assertThat(first.vanished()).isZero();
    assertThat(store().counts().pictures()).isEqualTo(PICTURES);

    IndexReport second = index(store(), new Silence(), rules);
    assertThat(second.added()).isOne();
    assertThat(second.updated()).isOne();
  }

  @Test
  void folders_areToldBeforeTheyAreLookedInto() throws IOException {
    Path late = photos.resolve("sub/late.png");
    Files.createDirectory(photos.resolve("sub"));

    IndexReport report =
        index(
            store(),
            new Silence() {
              @Override
              public void enters(Path folder) {
                if (folder.equals(late.getParent())) {
                  TestPictures.write(late, 1_000);
                }
              }
            });

    assertThat(report.added()).isEqualTo(PICTURES + 1);
  }

  @Test
  void runThatEndedBeforeItWasOptimized_isMadeUpForByTheNext() {
    PictureStore failing = failingAt("optimize", store());
    assertThatThrownBy(() -> index(failing, new Silence())).isInstanceOf(StoreException.class);
    assertThat(store().counts().pictures()).isEqualTo(PICTURES);

    assertThatThrownBy(() -> index(failing, new Silence())).isInstanceOf(StoreException.class);
    stop.set(true);
    assertThat(index(failing, new Silence()).interrupted()).isTrue();
  }

  @Test
  void storeThatFails_endsTheRunWithItsMessage() {
    PictureStore failing = failingAt("apply", store());

    assertThatThrownBy(() -> index(failing, new Silence()))
        .isInstanceOf(StoreException.class)
        .hasMessage("the disk is full");
    assertThat(index(store(), new Silence()).added()).isEqualTo(PICTURES);
  }

  @Test
  void makingSearchesFast_isToldWhereItTakesLong() {
    CountDownLatch told = new CountDownLatch(1);
    IndexProgress progress =
        new Silence() {
          @Override
          public void optimizing() {
            told.countDown();
          }
        };

    index(before("optimize", () -> assertThat(await(told)).isTrue(), store()), progress);

    assertThat(store().counts().pictures()).isEqualTo(PICTURES);
    CountDownLatch again = new CountDownLatch(1);
    index(
        store(),
        new Silence() {
          @Override
          public void optimizing() {
            again.countDown();
          }
        });
    assertThat(again.getCount()).as("nothing was left to be done").isOne();
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// The real store, but this step fails as on a full disk.
  private static PictureStore failingAt(String step, PictureStore real) {
    return before(
        step,
        () -> {
          throw new StoreException("the disk is full");
        },
        real);
  }

  /// The real store, but something happens before this step.
  private static PictureStore before(String step, Runnable what, PictureStore real) {
    return (PictureStore)
        Proxy.newProxyInstance(
            PictureStore.class.getClassLoader(),
            new Class<?>[] {PictureStore.class},
            (_, method, arguments) -> {
              if (method.getName().equals(step)) {
                what.run();
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}

package dev.pictor.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.indexing.IndexReport;
import dev.pictor.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Real folders; what is done in a run is written down instead.
@Timeout(120)
class WatchTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Timing SOON =
      new Timing(
          Duration.ofMillis(10),
          Duration.ofMillis(300),
          HOUR,
          Duration.ofMillis(20),
          Duration.ofMillis(10),
          Duration.ofMillis(40),
          null,
          HOUR);
  private static final IndexReport NOTHING =
      new IndexReport(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, false, Duration.ZERO);

  @TempDir private Path temporary;
  private Path a = Path.of("");
  private Path b = Path.of("");
  private final CountDownLatch stop = new CountDownLatch(1);
  private final List<List<Path>> runs = new CopyOnWriteArrayList<>();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Queue<String> failures = new ArrayDeque<>();
  private CompletableFuture<Void> watching = CompletableFuture.completedFuture(null);

  private final class Notes implements WatchListener {
    @Override
    public void ran(IndexReport report) {}

    @Override
    public void missing(Path folder) {
      told.add("missing " + folder.getFileName());
    }

    @Override
    public void back(Path folder) {
      told.add("back " + folder.getFileName());
    }

    @Override
    public void untold(String reason, Duration scanEvery) {
      told.add(reason);
    }

    @Override
    public void failed(String reason, Duration pause) {
      told.add(reason + " " + pause.toMillis());
    }

    @Override
    public void recovered() {
      told.add("recovered");
    }
  }

  @BeforeEach
  void makeFolders() throws IOException {
    a = Files.createDirectory(temporary.toRealPath().resolve("a"));
    b = Files.createDirectory(temporary.toRealPath().resolve("b"));
  }

  @AfterEach
  void stop() throws Exception {
    stop.countDown();
    watching.get(100, TimeUnit.SECONDS);
  }

  private void watch(Timing timing, Path... folders) throws InterruptedException {
    watching =
        CompletableFuture.runAsync(
            () -> {
              try (FolderEvents events = FolderEvents.open(List.of(), timing.quiet())) {
                new Watch(List.of(folders), events, timing, some -> run(some, events), new Notes())
                    .run(this::isStoppedWithin);
              }
            });
    until(() -> !runs.isEmpty());
  }

  private IndexReport run(List<Path> folders, FolderEvents events) {
    folders.forEach(events::listenTo);
    runs.add(folders);
    String failure = failures.poll();
    if (failure != null) {
      throw new StoreException(failure);
    }
    return NOTHING;
  }

  private boolean isStoppedWithin(Duration longest) {
    try {
      return stop.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void until(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      assertThat(watching).isNotDone();
      Thread.sleep(10);
    }
  }

  @Test
  void change_isFollowedByARunOverItsFolderOnly() throws Exception {
    watch(SOON, a, b);
    Files.createFile(a.resolve("1.jpg"));
    until(() -> runs.size() == 2);
    Files.delete(a.resolve("1.jpg"));
    Files.createFile(b.resolve("1.jpg"));
    until(() -> runs.size() == 3);

    assertThat(runs).containsExactly(List.of(a, b), List.of(a), List.of(a, b));
  }

  @Test
  void manyChanges_becomeFewRuns() throws Exception {
    watch(SOON, a);
    for (int number = 0; number < 300; number++) {
      Files.createFile(a.resolve(number + ".jpg"));
    }
    Files.createFile(b.resolve("unheard.jpg"));
    until(() -> runs.size() > 1);

    assertThat(runs).hasSizeLessThan(30);
  }

  @Test
  void changesWithoutPause_areFollowedByARunAllTheSame() throws Exception {
    Timing restless =
        new Timing(SOON.tick(), HOUR, Duration.ofMillis(100), HOUR, HOUR, HOUR, null, HOUR);
    watch(restless, a);
    Files.createFile(a.resolve("1.jpg"));

    until(() -> runs.size() > 1);
  }

  @Test
  void singleFile_isWatched() throws Exception {
    Path file = Files.createFile(a.resolve("1.jpg"));
    watch(SOON, file);
    Files.writeString(file, "more");

    until(() -> runs.size() == 2);
    assertThat(runs.getLast()).containsExactly(file);
  }

  @Test
  void folderThatIsReplaced_isLookedAt_andOneThatIsGoneIsNot() throws Exception {
    watch(SOON, a, b);
    Files.delete(a);
    until(() -> told.contains("missing a"));
    Files.createFile(b.resolve("1.jpg"));
    until(() -> runs.contains(List.of(b)));
    Files.createDirectory(a);
    until(() -> runs.getLast().contains(a));
    Files.createFile(a.resolve("1.jpg"));
    int before = runs.size();
    until(() -> runs.size() > before || runs.getLast().contains(a));

    assertThat(told).containsExactly("missing a", "back a");
  }

  @Test
  void failure_isToldOnce_andTriedAgainAfterGrowingPauses() throws Exception {
    failures.addAll(List.of("x", "x", "y", "z", "y"));
    watch(SOON, a);

    until(() -> told.contains("recovered"));
    assertThat(told).containsExactly("x 10", "y 40", "z 40", "y 40", "recovered");
    assertThat(runs).hasSize(6).containsOnly(List.of(a));
  }

  @Test
  void scanEvery_looksWithoutBeingTold() throws Exception {
    watch(SOON.withScanEvery(Duration.ofMillis(50)), a, b);

    until(() -> runs.size() == 4);
    assertThat(runs).containsOnly(List.of(a, b));
  }
}

package dev.pictor.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.clip.Clip;
import dev.pictor.clip.ClipOptions;
import dev.pictor.clip.Preprocessing;
import dev.pictor.indexing.IndexProgress.Snapshot;
import dev.pictor.indexing.Indexer;
import dev.pictor.indexing.Targets;
import dev.pictor.jobs.IndexJobs.Begun;
import dev.pictor.jobs.JobWorks.Held;
import dev.pictor.picture.Root;
import dev.pictor.store.ModelIdentity;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Storage;
import dev.pictor.store.StoreException;
import dev.pictor.store.lucene.LuceneStorage;
import dev.pictor.testing.Silence;
import dev.pictor.testing.TestModels;
import dev.pictor.testing.TestPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class IndexJobsTest {
  private static final String COLLECTION = "made";
  private static final Runnable NOTHING = () -> {};

  @TempDir private Path folder;
  private final AtomicInteger stored = new AtomicInteger();
  private Path photos;
  private Clip clip;
  private Storage storage;
  private IndexJobs jobs;

  @BeforeEach
  void open() throws IOException {
    photos = Files.createDirectories(folder.toRealPath().resolve("photos"));
    clip =
        Clip.open(
            TestModels.micro(),
            ClipOptions.defaults()
                .with(Preprocessing.UPRIGHT)
                .withCacheDirectory(folder.resolve("cache")));
    storage = LuceneStorage.open(folder.resolve("lucene"), Duration.ofMillis(50));
    jobs = new IndexJobs(storage, COLLECTION, Map.of(), stored::incrementAndGet);
  }

  @AfterEach
  void close() {
    jobs.close();
    storage.close();
    clip.close();
  }

  private ModelIdentity identity(String fingerprint) {
    return new ModelIdentity(
        "micro", "micro.pt", fingerprint, clip.config().embeddingDimension(), "upright", "fp32");
  }

  private PictureStore openToWrite() {
    return storage.openToWrite(COLLECTION, identity(clip.fingerprint()));
  }

  /// As the command line does.
  private void index() {
    try (PictureStore store = openToWrite()) {
      new Indexer(store, clip, new Silence(), () -> false)
          .index(new Targets(store.roots(), Map.of()).of(List.of(photos)));
    }
  }

  private static IndexJob started(Begun begun) {
    assertThat(begun).isInstanceOf(Begun.Started.class);
    return ((Begun.Started) begun).job();
  }

  /// As it stands at its end.
  private JobStatus run(boolean retry) {
    IndexJob job = started(jobs.start(clip, retry));
    job.awaitEnd();
    return job.status();
  }

  @Test
  void job_goesFromQueuedToDoneAndTellsHowFarItIs() {
    IndexJob job = new IndexJob(COLLECTION, true);
    assertThat(job.status())
        .extracting(JobStatus::state, JobStatus::phase, JobStatus::startedAt, JobStatus::retry)
        .containsExactly(JobState.QUEUED, JobPhase.WAITING, null, true);

    job.run(
        (progress, stop) -> {
          assertThat(job.status().state()).isEqualTo(JobState.RUNNING);
          assertThat(job.status().phase()).isEqualTo(JobPhase.WAITING);
          assertThat(job.status().startedAt()).isNotNull();
          progress.begins(() -> JobWorks.report(3, false));
          assertThat(job.status().phase()).isEqualTo(JobPhase.LOOKING);
          progress.update(new Snapshot(7, true, 4, 0));
          progress.update(new Snapshot(6, false, 4, 0)); // overtaken
          assertThat(job.status().phase()).isEqualTo(JobPhase.READING);
          assertThat(job.status().counts())
              .extracting(JobCounts::found, JobCounts::read, JobCounts::added)
              .containsExactly(7L, 4L, 3L);
          progress.update(new Snapshot(7, true, 7, 0));
          assertThat(job.status().phase()).isEqualTo(JobPhase.FINISHING);
          assertThat(stop.getAsBoolean()).isFalse();
          assertThat(job.hasEnded()).isFalse();
          return JobWorks.report(3, false);
        },
        stored::incrementAndGet);

    assertThat(job.status())
        .extracting(JobStatus::state, JobStatus::phase, JobStatus::failure)
        .containsExactly(JobState.DONE, JobPhase.ENDED, null);
    assertThat(job.status().endedAt()).isNotNull();
    assertThat(stored).hasValue(1);
  }

  @Test
  void cancel_beforeTheBeginning_letsNothingBegin() {
    IndexJob job = new IndexJob(COLLECTION, false);
    job.cancel();
    job.run(
        (_, _) -> {
          throw new AssertionError("runs");
        },
        stored::incrementAndGet);

    assertThat(job.status().state()).isEqualTo(JobState.CANCELLED);
    assertThat(job.status().startedAt()).isNull();
    assertThat(stored).hasValue(0);
  }

  @Test
  void cancel_stopsWhatRuns_andChangesNothingAtItsEnd() throws InterruptedException {
    Held work = new Held();
    IndexJob job = started(jobs.start(work, false));
    work.awaitBegun();
    job.cancel();
    job.awaitEnd();
    assertThat(job.status().state()).isEqualTo(JobState.CANCELLED);
    assertThat(job.status().isCancelling()).isFalse();

    IndexJob done = started(jobs.start((_, _) -> JobWorks.report(1, false), false));
    done.awaitEnd();
    done.cancel();
    assertThat(done.status().state()).isEqualTo(JobState.DONE);
  }

  @Test
  void failure_isTheJobsOwn() {
    IndexJob known = new IndexJob(COLLECTION, false);
    known.run(
        (_, _) -> {
          throw new StoreException("The disk is on fire.");
        },
        stored::incrementAndGet);
    assertThat(known.status().state()).isEqualTo(JobState.FAILED);
    assertThat(known.status().failure()).isEqualTo("The disk is on fire.");
    assertThat(stored).as("something may have been stored before").hasValue(1);

    IndexJob full = new IndexJob(COLLECTION, false);
    full.run(
        (_, _) -> {
          throw new StoreException("Cannot write.", new IOException("No space left on device"));
        },
        NOTHING);
    assertThat(full.status().failure()).startsWith("Cannot write. Make room there");
  }

  @Test
  void second_isNotMadeWhileTheFirstIsUnderWay() throws InterruptedException {
    Held work = new Held();
    IndexJob first = started(jobs.start(work, false));

    assertThat(jobs.start(new Held(), false)).isEqualTo(new Begun.UnderWay(first));
    assertThat(jobs.recent()).containsExactly(first);

    work.letGo();
    first.awaitEnd();
    IndexJob next = started(jobs.start((_, _) -> JobWorks.report(0, false), true));
    assertThat(jobs.recent()).containsExactly(next, first);
    assertThat(jobs.find(first.id())).containsSame(first);
    assertThat(jobs.find("another")).isEmpty();
  }

  @Test
  void recent_areBounded() {
    for (int number = 0; number < IndexJobs.KEPT + 5; number++) {
      started(jobs.start((_, _) -> JobWorks.report(0, false), false)).awaitEnd();
    }
    assertThat(jobs.recent()).hasSize(IndexJobs.KEPT);
  }

  @Test
  void close_cancelsWaitsAndBeginsNoMore() throws InterruptedException {
    Held work = new Held();
    IndexJob job = started(jobs.start(work, false));
    work.awaitBegun();

    jobs.close();

    assertThat(job.status().state()).isEqualTo(JobState.CANCELLED);
    assertThat(jobs.start(new Held(), false)).isEqualTo(new Begun.Closed());
  }

  @Test
  void index_readsWhatIsNewInTheFoldersThatAreKnown() {
    TestPictures.write(photos.resolve("a.png"), 1);
    index();
    TestPictures.write(photos.resolve("b.png"), 2);
    TestPictures.write(folder.resolve("elsewhere/c.png"), 3);

    JobStatus status = run(false);

    assertThat(status.failure()).isNull();
    assertThat(status.state()).isEqualTo(JobState.DONE);
    assertThat(status.counts()).isEqualTo(new JobCounts(1, true, 1, 1, 0, 1, 0, 0, 0, 0, 0));
    try (PictureStore store = storage.openToRead(COLLECTION).orElseThrow()) {
      assertThat(store.counts().pictures()).isEqualTo(2);
      assertThat(store.roots()).hasSize(1);
    }
  }

  @Test
  void retry_readsAgainWhatFailedBefore() throws IOException {
    Files.writeString(photos.resolve("a.png"), "no picture");
    index();

    assertThat(run(false).counts())
        .extracting(JobCounts::failed, JobCounts::knownFailures)
        .containsExactly(0L, 1L);
    assertThat(run(true).counts())
        .extracting(JobCounts::failed, JobCounts::knownFailures)
        .containsExactly(1L, 0L);
  }

  @Test
  void folderOutOfReach_isNotedAndTheOthersAreRead() {
    TestPictures.write(photos.resolve("a.png"), 1);
    index();
    try (PictureStore store = openToWrite()) {
      store.putRoot(new Root("usb", folder.resolve("not mounted").toString()));
    }

    JobStatus status = run(false);

    assertThat(status.state()).isEqualTo(JobState.DONE);
    assertThat(status.counts().unchanged()).isEqualTo(1);
    assertThat(status.notes()).singleElement().asString().contains("usb", "cannot be reached");
  }

  @Test
  void noFolderInReach_isAFailureThatSaysWhatToDo() throws IOException {
    TestPictures.write(photos.resolve("a.png"), 1);
    index();
    Files.move(photos, photos.resolveSibling("moved"));

    JobStatus status = run(false);

    assertThat(status.state()).isEqualTo(JobState.FAILED);
    assertThat(status.failure()).contains("None of the folders", "--root NAME=DIR");
  }

  @Test
  void override_saysWhereAFolderLies() throws IOException {
    TestPictures.write(photos.resolve("a.png"), 1);
    index();
    Path moved = Files.move(photos, photos.resolveSibling("moved"));
    TestPictures.write(moved.resolve("b.png"), 2);
    try (IndexJobs elsewhere =
        new IndexJobs(storage, COLLECTION, Map.of("photos", moved), NOTHING)) {
      IndexJob job = started(elsewhere.start(clip, false));
      job.awaitEnd();

      assertThat(job.status().counts())
          .extracting(JobCounts::added, JobCounts::unchanged)
          .containsExactly(1L, 1L);
    }
  }

  @Test
  void otherWriter_isNamedInTheFailure() {
    TestPictures.write(photos.resolve("a.png"), 1);
    index();
    try (PictureStore _ = openToWrite()) {
      JobStatus status = run(false);

      assertThat(status.state()).isEqualTo(JobState.FAILED);
      assertThat(status.failure())
          .contains("is being written by", "process " + ProcessHandle.current().pid());
    }
    assertThat(run(false).state()).isEqualTo(JobState.DONE);
  }

  @Test
  void otherModel_isNamedInTheFailure() {
    storage.openToWrite(COLLECTION, identity("ab".repeat(32))).close();

    assertThat(run(false).failure()).contains("another model (micro)");
  }

  @Test
  void noCollection_isAFailureAndMakesNone() {
    assertThat(run(false).failure()).contains("There is no collection 'made'");
    assertThat(storage.info(COLLECTION)).isEmpty();
  }
}

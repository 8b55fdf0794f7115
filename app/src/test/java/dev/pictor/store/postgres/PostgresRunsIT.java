package dev.pictor.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.store.Effort;
import dev.pictor.store.LastRun;
import dev.pictor.store.LastRun.State;
import dev.pictor.store.ModelIdentity;
import dev.pictor.store.PictureStore;
import dev.pictor.store.RunCounts;
import dev.pictor.store.Samples;
import dev.pictor.store.WorkQueue;
import dev.pictor.store.WorkQueue.Scope;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A run that several processes share, as [dev.pictor.store.PictureStore#lastRun] tells it.
@Timeout(200)
final class PostgresRunsIT {
  private static final ModelIdentity MODEL = Samples.model("model", 'a', 64);
  private static final List<Scope> ALL = List.of(new Scope(Samples.ROOT, ""));
  private static final List<Scope> FOLDER = List.of(new Scope(Samples.ROOT, "folder"));

  @AutoClose private final TestDatabase database = TestDatabase.open();

  @AutoClose
  private final PostgresStorage storage =
      PostgresStorage.open(database.url(), database.schema(), 100);

  /// A process that takes part.
  private PictureStore begin(List<Scope> scopes) {
    PictureStore store = storage.openToWrite("default", MODEL);
    store.beginRun(scopes);
    return store;
  }

  private LastRun last() {
    return storage.openToRead("default").orElseThrow().lastRun().orElseThrow();
  }

  private static RunCounts counts(long read, long unchanged) {
    return new RunCounts(read, read, 1, unchanged);
  }

  @Test
  void lastRun_addsWhatAllHaveRead_andWhoFoundLeastUnchangedCounts() {
    PictureStore first = begin(ALL);
    PictureStore second = begin(ALL);

    second.endRun(counts(20, 45), false);
    assertThat(last().state()).isEqualTo(State.UNDER_WAY);
    first.endRun(counts(10, 30), false);

    assertThat(last().state()).isEqualTo(State.FINISHED);
    assertThat(last().processes()).isEqualTo(2);
    assertThat(last().counts()).isEqualTo(new RunCounts(30, 30, 2, 30));
  }

  @Test
  void lastRun_addsWhatIsUnchangedInDifferentFolders() {
    PictureStore first = begin(ALL);
    PictureStore second = begin(FOLDER);

    first.endRun(counts(10, 30), false);
    second.endRun(counts(20, 5), false);

    assertThat(last().counts()).isEqualTo(new RunCounts(30, 30, 2, 35));
  }

  @Test
  void lastRun_isFinishedIfOneOfThoseWhoShareFoldersCameToTheEnd() {
    PictureStore interrupted = begin(ALL);
    PictureStore killed = begin(ALL);
    PictureStore finished = begin(ALL);

    interrupted.endRun(counts(1, 0), true);
    killed.close();
    finished.endRun(counts(2, 30), false);

    assertThat(last().state()).isEqualTo(State.FINISHED);
    assertThat(last().counts().unchanged()).isEqualTo(30);
  }

  @Test
  void lastRun_isInterruptedOrBrokenOffIfNobodyDid() {
    PictureStore killed = begin(ALL);
    PictureStore interrupted = begin(ALL);
    PictureStore elsewhere = begin(FOLDER);

    killed.close();
    interrupted.endRun(counts(1, 20), true);
    elsewhere.endRun(counts(1, 3), false);
    assertThat(last().state()).isEqualTo(State.INTERRUPTED);
    assertThat(last().counts().unchanged()).isEqualTo(23);

    begin(ALL).close();
    assertThat(last().state()).isEqualTo(State.BROKEN_OFF);
    assertThat(last().processes()).isOne();
  }

  @Test
  void lastRun_countsWhatIsSettled_alsoOfOneThatIsKilled() {
    PictureStore killed = begin(ALL);
    PictureStore other = begin(ALL);
    try (WorkQueue queue = killed.joinWork(ALL).orElseThrow()) {
      queue.offer(List.of(offer("1.jpg", 1), offer("copy.jpg", 1), offer("2.jpg", 2)));
      queue.settle(
          queue.claim(3).stream()
              .map(
                  claim -> {
                    int number = claim.task().place().path().equals("2.jpg") ? 2 : 1;
                    return (WorkQueue.Result)
                        new WorkQueue.Result.Stored(
                            claim, Samples.put(number, claim.task().place().path(), MODEL));
                  })
              .toList());
    }

    killed.close();
    other.endRun(counts(0, 0), false);

    assertThat(last().counts()).isEqualTo(new RunCounts(3, 2, 1, 0));
  }

  private static WorkQueue.Offer offer(String path, int number) {
    return new WorkQueue.Offer(
        new WorkQueue.Task(
            Samples.place(path), Samples.file(number, path).stamp(), Effort.NOTE, null),
        null,
        0);
  }

  @Test
  void oneThatIsSilentForLongerThanItsLease_hasBrokenOff() {
    PictureStore silent = begin(ALL);
    database.execute(
        "UPDATE %s.run SET host = 'elsewhere', lease_until = now() - interval '1 s'"
            .formatted(database.schema()));

    assertThat(last().state()).isEqualTo(State.BROKEN_OFF);
    PictureStore next = begin(ALL);
    assertThat(last().processes()).as("a new run").isOne();
    silent.close();
    next.close();
  }

  @Test
  void oneWhoseProcessHasEnded_hasBrokenOffAtOnce() {
    PictureStore store = begin(ALL);
    database.execute("UPDATE %s.run SET process_id = 2000000000".formatted(database.schema()));

    assertThat(last().state()).isEqualTo(State.BROKEN_OFF);
    store.close();
  }
}

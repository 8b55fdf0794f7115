package dev.pictor.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.picture.FileStamp;
import dev.pictor.picture.Root;
import dev.pictor.store.Change;
import dev.pictor.store.Change.PutFailure;
import dev.pictor.store.Change.PutFile;
import dev.pictor.store.Effort;
import dev.pictor.store.KnownFile.FailedFile;
import dev.pictor.store.KnownFile.PictureFile;
import dev.pictor.store.ModelIdentity;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Samples;
import dev.pictor.store.StoreCounts;
import dev.pictor.store.WorkQueue;
import dev.pictor.store.WorkQueue.Claim;
import dev.pictor.store.WorkQueue.Left;
import dev.pictor.store.WorkQueue.Offer;
import dev.pictor.store.WorkQueue.Result;
import dev.pictor.store.WorkQueue.Scope;
import dev.pictor.store.WorkQueue.Settlement;
import dev.pictor.store.WorkQueue.Task;
import dev.pictor.store.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Several workers at one queue. Leases never run out by themselves here: [#silence] ends them.
@Timeout(200)
final class PostgresWorkQueueIT {
  private static final ModelIdentity MODEL = Samples.model("model", 'a', 64);
  private static final Scope ALL = new Scope(Samples.ROOT, "");
  private static final int MANY = 1_000;

  private final List<WorkQueue> joined = new ArrayList<>();
  private @Nullable TestDatabase database;
  private @Nullable PostgresStorage storage;

  @BeforeEach
  void open() {
    database = TestDatabase.open();
    storage = PostgresStorage.open(database.url(), database.schema(), 100, Duration.ofHours(1));
    store().putRoot(new Root(Samples.ROOT, "/srv/photos"));
  }

  @AfterEach
  void close() {
    joined.forEach(WorkQueue::close);
    if (storage != null) {
      storage.close();
    }
    if (database != null) {
      database.close();
    }
  }

  private TestDatabase database() {
    return Objects.requireNonNull(database);
  }

  private PictureStore store() {
    return Objects.requireNonNull(storage).openToWrite("default", MODEL);
  }

  private WorkQueue join(Scope... scopes) {
    WorkQueue queue =
        store().joinWork(scopes.length == 0 ? List.of(ALL) : List.of(scopes)).orElseThrow();
    joined.add(queue);
    return queue;
  }

  /// Every worker that there is now was silent for too long.
  private void silence() {
    database()
        .execute(
            "UPDATE %s.worker SET lease_until = now() - interval '1 s'"
                .formatted(database().schema()));
  }

  private static FileStamp stamp(int number) {
    return Samples.file(number, "any").stamp();
  }

  private static Offer offer(int number) {
    return offer(number + ".jpg", stamp(number), null, 0);
  }

  private static Offer offer(
      String path, FileStamp stamp, @Nullable FileStamp known, int attempts) {
    return new Offer(new Task(Samples.place(path), stamp, Effort.NOTE, null), known, attempts);
  }

  private static void offer(WorkQueue queue, int... numbers) {
    queue.offer(IntStream.of(numbers).mapToObj(PostgresWorkQueueIT::offer).toList());
  }

  private static Result stored(Claim claim, int number) {
    return new Result.Stored(claim, Samples.put(number, claim.task().place().path(), MODEL));
  }

  private static List<String> paths(List<Claim> claims) {
    return claims.stream().map(claim -> claim.task().place().path()).toList();
  }

  @Test
  void claim_byManyAtOnceNeverGetsATaskTwice_andGetsAll() throws Exception {
    WorkQueue finder = join();
    finder.offer(IntStream.range(0, MANY).mapToObj(PostgresWorkQueueIT::offer).toList());
    List<Callable<List<Claim>>> workers = new ArrayList<>();
    for (int number = 0; number < 4; number++) {
      WorkQueue queue = join();
      workers.add(
          () -> {
            List<Claim> all = new ArrayList<>();
            List<Claim> some = queue.claim(7);
            while (!some.isEmpty() && all.size() < MANY) {
              all.addAll(some);
              some = queue.claim(7);
            }
            return all;
          });
    }

    List<Claim> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<List<Claim>> worker : threads.invokeAll(workers)) {
        all.addAll(worker.get());
      }
    }

    assertThat(paths(all)).doesNotHaveDuplicates();
    // What somebody looked at while another one took it was skipped: nobody waits.
    all.addAll(finder.claim(MANY));
    assertThat(paths(all)).doesNotHaveDuplicates().hasSize(MANY);
  }

  @Test
  void claims_areOthersWhenTheLeaseHasRunOut_andNotBefore() {
    WorkQueue one = join();
    WorkQueue two = join();
    offer(one, 1, 2, 3);
    assertThat(paths(one.claim(2))).containsExactly("1.jpg", "2.jpg");

    assertThat(paths(two.claim(10))).containsExactly("3.jpg");
    assertThat(two.claim(10)).isEmpty();
    assertThat(two.left()).isEqualTo(new Left(3, 2, 1));

    silence();
    assertThat(paths(two.claim(10))).containsExactly("1.jpg", "2.jpg");
    assertThat(two.left()).isEqualTo(new Left(3, 0, 0));
  }

  @Test
  void claims_ofAProcessOfThisMachineThatHasEndedAreOthersAtOnce() throws Exception {
    WorkQueue one = join();
    WorkQueue two = join();
    offer(one, 1, 2);
    one.claim(1);
    assertThat(two.claim(1)).hasSize(1);
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    String schema = database().schema();
    String first =
        database().query("SELECT worker_id FROM %s.task ORDER BY id".formatted(schema)).getFirst();
    database()
        .execute(
            "UPDATE %s.worker SET process_id = %d WHERE id = '%s'"
                .formatted(schema, ended.pid(), first));

    assertThat(paths(two.claim(5))).containsExactly("1.jpg");
  }

  @Test
  void workerThatComesBack_doesNoHarm() {
    WorkQueue one = join();
    WorkQueue two = join();
    offer(one, 1, 2);
    List<Claim> ofOne = one.claim(2);
    silence();
    List<Claim> ofTwo = two.claim(2);
    assertThat(ofTwo).hasSize(2);
    Settlement first = two.settle(List.of(stored(ofTwo.getFirst(), 1)));
    assertThat(first.settled()).containsExactly(ofTwo.getFirst().id());

    // Task 1 is done, task 2 in the other's hand; what was read of 1 is outdated.
    Settlement late = one.settle(List.of(stored(ofOne.get(0), 11), stored(ofOne.get(1), 2)));

    assertThat(late.settled()).containsExactly(ofOne.get(1).id());
    assertThat(store().find(Samples.picture(11).id())).isEmpty();
    assertThat(two.settle(List.of(stored(ofTwo.get(1), 2))).settled()).isEmpty();
    assertThat(store().counts()).isEqualTo(new StoreCounts(2, 2, 0));
    offer(one, 3);
    assertThat(paths(one.claim(5))).as("it goes on working").containsExactly("3.jpg");
    assertThat(two.claim(5)).isEmpty();
  }

  @Test
  void close_givesBackAtOnce() {
    WorkQueue one = join();
    WorkQueue two = join();
    offer(one, 1, 2);
    one.claim(1);
    assertThat(two.others()).isOne();

    one.close();

    assertThat(paths(two.claim(5))).containsExactly("1.jpg", "2.jpg");
    assertThat(two.others()).isZero();
  }

  @Test
  void offer_ofWhatIsThereChangesNothing_ofWhatHasChangedReplacesIt() {
    WorkQueue one = join();
    WorkQueue two = join();
    offer(one, 1, 2);
    Claim old = one.claim(1).getFirst();
    offer(two, 1, 2);
    assertThat(paths(two.claim(5))).containsExactly("2.jpg");

    two.offer(List.of(offer("1.jpg", stamp(5), null, 0)));

    Claim anew = two.claim(5).getFirst();
    assertThat(anew.task().stamp()).isEqualTo(stamp(5));
    assertThat(one.settle(List.of(stored(old, 1))).settled()).isEmpty();
    assertThat(two.settle(List.of(stored(anew, 5))).settled()).hasSize(1);
    assertThat(store().counts()).isEqualTo(new StoreCounts(1, 1, 0));
  }

  @Test
  void offer_ofAnOldSurveyDoesNotBringBackWhatWasDoneSince() {
    FailedFile unreadable =
        new FailedFile(Samples.place("3.jpg"), new FileStamp(0, 0), "denied", Instant.now(), 1);
    FailedFile broken =
        new FailedFile(Samples.place("4.jpg"), stamp(4), "broken", Instant.now(), 2);
    store()
        .apply(
            List.of(
                Samples.put(1, "1.jpg", MODEL),
                Samples.put(2, "2.jpg", MODEL),
                new PutFailure(unreadable),
                new PutFailure(broken)));
    WorkQueue queue = join();

    queue.offer(
        List.of(
            offer("1.jpg", stamp(1), null, 0), // new to who looked
            offer("2.jpg", stamp(2), stamp(7), 0), // changed, it thought
            offer("3.jpg", stamp(3), null, 0),
            offer("4.jpg", stamp(4), stamp(4), 1))); // to be tried again, as it was
    assertThat(queue.claim(10)).isEmpty();

    queue.offer(
        List.of(
            offer("1.jpg", stamp(8), stamp(1), 0), // has changed
            offer("2.jpg", stamp(2), stamp(2), 0), // to be refreshed
            offer("3.jpg", stamp(3), new FileStamp(0, 0), 1), // might be readable by now
            offer("4.jpg", stamp(4), stamp(4), 2))); // to be tried again
    List<Claim> claims = queue.claim(10);
    assertThat(paths(claims)).containsExactly("1.jpg", "2.jpg", "3.jpg", "4.jpg");
    assertThat(claims.get(0).known()).isEqualTo(Samples.file(1, "1.jpg"));
    assertThat(claims.get(3).known())
        .isInstanceOfSatisfying(
            FailedFile.class, failed -> assertThat(failed.attempts()).isEqualTo(2));
  }

  @Test
  void surveysThatRaceWithWorkers_neverBringATaskBack() throws Exception {
    int files = 400;
    WorkQueue worker = join();
    WorkQueue other = join();
    List<Offer> offers = IntStream.range(0, files).mapToObj(PostgresWorkQueueIT::offer).toList();
    worker.offer(offers);
    Random random = new Random(5);
    Callable<Integer> working =
        () -> {
          int settled = 0;
          for (List<Claim> some = worker.claim(3); !some.isEmpty(); some = worker.claim(3)) {
            List<Result> results = new ArrayList<>();
            for (Claim claim : some) {
              int number = Integer.parseInt(claim.task().place().path().replace(".jpg", ""));
              results.add(stored(claim, number));
            }
            settled += worker.settle(results).settled().size();
            assertThat(settled).isLessThanOrEqualTo(files);
          }
          return settled;
        };

    int settled = 0;
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      Future<Integer> done = thread.submit(working);
      while (!done.isDone()) {
        int from = random.nextInt(files - 20);
        other.offer(offers.subList(from, from + 20));
      }
      settled = done.get();
    }

    assertThat(other.claim(files)).isEmpty();
    assertThat(settled).isEqualTo(files);
    assertThat(store().counts()).isEqualTo(new StoreCounts(files, files, 0));
  }

  @Test
  void fileThatIsMissingHere_isLeftToWhoFoundIt() {
    WorkQueue finder = join();
    WorkQueue blind = join();
    offer(finder, 1, 2);
    List<Claim> claims = blind.claim(2);

    List<Result> missing =
        List.of(new Result.Missing(claims.get(0)), new Result.Missing(claims.get(1)));
    assertThat(blind.settle(missing).settled()).isEmpty();
    assertThat(blind.claim(5)).isEmpty();
    assertThat(blind.left()).isEqualTo(new Left(2, 2, 0));

    Claim again = finder.claim(1).getFirst();
    assertThat(finder.settle(List.of(new Result.Missing(again))).settled()).hasSize(1);
    finder.close();
    List<Claim> last = blind.claim(5);
    assertThat(paths(last)).containsExactly("2.jpg");
    assertThat(blind.settle(List.of(new Result.Missing(last.getFirst()))).settled()).hasSize(1);
    assertThat(blind.left()).isEqualTo(new Left(0, 0, 0));
  }

  @Test
  void fileWhosePictureIsGone_isPutBackToBeEmbedded_andTheRestIsStored() {
    WorkQueue one = join();
    WorkQueue two = join();
    offer(one, 1, 2);
    List<Claim> claims = one.claim(2);
    PictureFile copy = Samples.file(9, "1.jpg");

    Settlement settlement =
        one.settle(
            List.of(new Result.Stored(claims.get(0), new PutFile(copy)), stored(claims.get(1), 2)));

    assertThat(settlement.settled()).containsExactly(claims.get(1).id());
    assertThat(store().counts()).isEqualTo(new StoreCounts(1, 1, 0));
    Claim again = two.claim(5).getFirst();
    assertThat(again.task().place()).isEqualTo(copy.place());
    assertThat(again.task().effort()).isEqualTo(Effort.EMBED);
  }

  @Test
  void settlement_tellsWhichPicturesWereThereAlready() {
    WorkQueue one = join();
    WorkQueue two = join();
    offer(one, 1, 2);
    Claim first = one.claim(1).getFirst();
    Claim second = two.claim(1).getFirst();

    assertThat(one.settle(List.of(stored(first, 7))).held()).isEmpty();
    assertThat(two.settle(List.of(stored(second, 7))).held()).containsExactly(Samples.hash(7));
    assertThat(store().counts()).isEqualTo(new StoreCounts(1, 2, 0));
  }

  @Test
  void settle_ofAnEmbeddingOfAnotherModelChangesNothing() {
    WorkQueue queue = join();
    offer(queue, 1, 2);
    List<Claim> claims = queue.claim(2);
    ModelIdentity other = Samples.model("other", 'b', 64);
    Change foreign = Samples.put(1, "1.jpg", other);

    assertThatThrownBy(
            () ->
                queue.settle(
                    List.of(stored(claims.get(1), 2), new Result.Stored(claims.get(0), foreign))))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(queue.left()).isEqualTo(new Left(2, 0, 0));
    assertThat(store().counts()).isEqualTo(new StoreCounts(0, 0, 0));
  }

  @Test
  void tasks_ofARunThatWasKilledAreForgottenByTheNext_butNotWhileAnotherLives() {
    WorkQueue killed = join();
    offer(killed, 1, 2);
    killed.claim(1);
    WorkQueue living = join();
    assertThat(living.left().all()).isEqualTo(2);

    silence();
    WorkQueue next = join();

    assertThat(next.left()).isEqualTo(new Left(0, 0, 0));
    assertThat(next.others()).isZero();
  }

  @Test
  void workers_getWhatLiesInTheirFoldersOnly() {
    WorkQueue all = join();
    WorkQueue some = join(new Scope(Samples.ROOT, "a"), new Scope(Samples.ROOT, "c/one.jpg"));
    List<String> paths =
        List.of("a/1.jpg", "ab/1.jpg", "a.jpg", "c/one.jpg", "c/one.jpg.png", "a/b/2.jpg");
    all.offer(paths.stream().map(path -> offer(path, stamp(1), null, 0)).toList());

    assertThat(some.left()).isEqualTo(new Left(3, 3, 0));
    assertThat(paths(some.claim(10))).containsExactly("a/1.jpg", "c/one.jpg", "a/b/2.jpg");
    assertThat(some.claim(10)).isEmpty();
    assertThat(join(new Scope("elsewhere", "")).claim(10)).isEmpty();
    assertThat(paths(all.claim(10))).containsExactly("ab/1.jpg", "a.jpg", "c/one.jpg.png");
  }

  @Test
  void workload_tellsWhoWorksAndWhoWentSilent() {
    assertThat(store().workload().workers()).isEmpty();
    WorkQueue one = join();
    offer(one, 1, 2, 3);
    List<Claim> claims = one.claim(2);
    FailedFile failure =
        new FailedFile(Samples.place("2.jpg"), stamp(2), "broken", Instant.now(), 1);
    one.settle(
        List.of(
            stored(claims.get(0), 1), new Result.Stored(claims.get(1), new PutFailure(failure))));

    assertThat(store().workload().left()).isOne();
    Worker worker = store().workload().workers().getFirst();
    assertThat(worker.processId()).isEqualTo(ProcessHandle.current().pid());
    assertThat(worker.done()).isEqualTo(2);
    assertThat(worker.failed()).isOne();
    assertThat(worker.isSilent()).isFalse();
    assertThat(worker.lastSeen()).isAfterOrEqualTo(worker.since());
    silence();
    assertThat(store().workload().workers().getFirst().isSilent()).isTrue();
    one.close();
    assertThat(store().workload().workers()).isEmpty();
  }

  @Test
  void collectionThatIsRemoved_takesItsQueueAlong() {
    WorkQueue queue = join();
    offer(queue, 1);
    Objects.requireNonNull(storage).drop("default");

    assertThatThrownBy(() -> queue.claim(1)).hasMessageContaining("has been removed");
    queue.close();
    Set<String> left = new HashSet<>();
    for (String table : List.of("task", "worker")) {
      left.addAll(
          database().query("SELECT count(*) FROM %s.%s".formatted(database().schema(), table)));
    }
    assertThat(left).containsExactly("0");
  }
}

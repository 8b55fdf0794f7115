package dev.pictor.indexing;

import dev.pictor.picture.Place;
import dev.pictor.store.WorkQueue;
import dev.pictor.store.WorkQueue.Claim;
import dev.pictor.store.WorkQueue.Left;
import dev.pictor.store.WorkQueue.Result.Missing;
import dev.pictor.store.WorkQueue.Scope;
import dev.pictor.store.WorkQueue.Task;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Files to be read, from the queue that this process shares with others.
///
/// The folders are surveyed meanwhile and what is found goes into the queue, where everyone gets
/// it from, also who found it. When nothing is left that could be claimed, it waits for what others
/// have in hand: they may give it back or fall silent.
final class QueueFeed implements Feed {
  /// So many that asking for them costs little, so few that nobody waits long for the last.
  private static final int CLAIMED_AT_ONCE = 64;

  private static final long PAUSE_MILLIS = 200;

  /// After so many pauses it says what it waits for.
  private static final int SILENT_PAUSES = 10;

  private final WorkQueue queue;
  private final Tally tally;
  private final Consumer<Predicate<Candidate>> survey;
  private final Map<String, Path> directories = new HashMap<>();
  private final Semaphore news = new Semaphore(0);
  private final Offers offers;
  private volatile boolean isOver;

  /// @param survey puts what it finds into a sink, until that says no
  QueueFeed(
      WorkQueue queue, List<Target> targets, Tally tally, Consumer<Predicate<Candidate>> survey) {
    this.queue = queue;
    this.tally = tally;
    this.survey = survey;
    this.offers = new Offers(queue, news::release);
    targets.forEach(target -> directories.put(target.root().name(), target.directory()));
  }

  static List<Scope> scopes(List<Target> targets) {
    return targets.stream()
        .map(
            target ->
                new Scope(
                    target.root().name(), Scanner.relative(target.directory(), target.start())))
        .toList();
  }

  Offers offers() {
    return offers;
  }

  @Override
  public void into(Predicate<Candidate> sink, BooleanSupplier ending) {
    try (ExecutorService thread =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().name("survey").daemon().factory())) {
      try {
        Future<?> surveyed = thread.submit(() -> survey(ending));
        claim(sink, ending, surveyed);
      } finally {
        isOver = true;
      }
    }
  }

  private void survey(BooleanSupplier ending) {
    try {
      survey.accept(
          candidate -> {
            offers.add(candidate);
            return !isOver && !ending.getAsBoolean();
          });
      offers.flush();
    } finally {
      news.release();
    }
  }

  private void claim(Predicate<Candidate> sink, BooleanSupplier ending, Future<?> surveyed) {
    int pauses = 0;
    while (!ending.getAsBoolean()) {
      boolean isSurveyed = isDone(surveyed);
      List<Claim> claims = queue.claim(CLAIMED_AT_ONCE);
      if (!claims.isEmpty()) {
        pauses = 0;
        for (Claim claim : claims) {
          Path file = file(claim.task().place());
          if (file == null) {
            queue.settle(List.of(new Missing(claim)));
          } else if (!sink.test(candidate(claim, file))) {
            return;
          }
        }
        continue;
      }
      if (isSurveyed) {
        Left left = queue.left();
        if (left.withOthers() == 0) {
          return;
        }
        if (pauses++ == SILENT_PAUSES) {
          tally.waiting(left.withOthers(), left.workers());
        }
      }
      pause();
    }
  }

  /// @throws RuntimeException that the survey ended with
  private static boolean isDone(Future<?> surveyed) {
    try {
      if (surveyed.isDone()) {
        surveyed.get();
        return true;
      }
      return false;
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("No one interrupts a stage", e);
  }

  private void pause() {
    try {
      if (news.tryAcquire(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        news.drainPermits();
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /// Null if there cannot be such a file here: the name is one of another machine's.
  private @Nullable Path file(Place place) {
    Path directory = directories.get(place.root());
    if (directory == null) {
      throw new IllegalStateException("Not one of our roots: " + place);
    }
    try {
      return directory.resolve(place.path());
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private static Candidate candidate(Claim claim, Path file) {
    Task task = claim.task();
    return new Candidate(
        task.place(),
        file,
        task.stamp(),
        claim.known() == null ? null : Known.of(claim.known()),
        task.obstacle(),
        task.effort(),
        claim);
  }
}

package dev.pictor.indexing;

import dev.pictor.indexing.Outcome.Kind;
import dev.pictor.indexing.ReadResult.NotRefreshed;
import dev.pictor.indexing.ReadResult.Vanished;
import dev.pictor.store.Change.PutPicture;
import dev.pictor.store.Effort;
import dev.pictor.store.WorkQueue;
import dev.pictor.store.WorkQueue.Claim;
import dev.pictor.store.WorkQueue.Left;
import dev.pictor.store.WorkQueue.Result;
import dev.pictor.store.WorkQueue.Settlement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Work that this process shares with others: what it has claimed ends in the queue that it came
/// from.
///
/// The queue sees to it that a file is stored once and that a picture which lost its last place is
/// brought along again.
final class SharedWork implements Work {
  private static final long LOOK_PERIOD_NANOS = Duration.ofSeconds(2).toNanos();

  private final WorkQueue queue;
  private final Tally tally;
  private final Offers offers;
  private final Queue<ReadResult> withoutOutcome = new ConcurrentLinkedQueue<>();
  private boolean hasSeenOthers;
  private long lookedAtNanos = System.nanoTime();

  /// @param offers what this process adds to the queue
  SharedWork(WorkQueue queue, Tally tally, Offers offers) {
    this.queue = queue;
    this.tally = tally;
    this.offers = offers;
  }

  @Override
  public boolean takes(Outcome outcome) {
    return true;
  }

  @Override
  public void vanished(Vanished result) {
    withoutOutcome.add(result);
  }

  @Override
  public void notRefreshed(NotRefreshed result) {
    withoutOutcome.add(result);
  }

  @Override
  public List<Outcome> store(List<Outcome> outcomes) {
    List<Result> results = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      results.add(new Result.Stored(claim(outcome.candidate()), outcome.change()));
    }
    List<ReadResult> others = new ArrayList<>();
    for (ReadResult next = withoutOutcome.poll(); next != null; next = withoutOutcome.poll()) {
      others.add(next);
      Claim claim = claim(next.candidate());
      results.add(next instanceof Vanished ? new Result.Missing(claim) : new Result.Nothing(claim));
    }
    if (results.isEmpty()) {
      return List.of();
    }
    Settlement settlement = queue.settle(results);
    for (ReadResult other : others) {
      if (isSettled(settlement, other.candidate())) {
        tell(other);
      }
    }
    return outcomes.stream()
        .filter(outcome -> isSettled(settlement, outcome.candidate()))
        .map(outcome -> counted(outcome, settlement))
        .toList();
  }

  private void tell(ReadResult result) {
    if (result instanceof NotRefreshed(var candidate, var reason)) {
      tally.notRefreshed(candidate, reason);
    } else {
      tally.goneMeanwhile(result.candidate());
    }
  }

  private static boolean isSettled(Settlement settlement, Candidate candidate) {
    return settlement.settled().contains(claim(candidate).id());
  }

  /// Two workers may have read two copies of a picture at once: it is new to one of them.
  private static Outcome counted(Outcome outcome, Settlement settlement) {
    boolean isCopy =
        outcome.change() instanceof PutPicture put
            && outcome.candidate().effort() == Effort.NOTE
            && settlement.held().contains(put.picture().hash());
    return isCopy ? new Outcome(outcome.candidate(), outcome.change(), Kind.COPY) : outcome;
  }

  private static Claim claim(Candidate candidate) {
    return Objects.requireNonNull(candidate.claim(), "not from the queue");
  }

  @Override
  public void tick() {
    if (System.nanoTime() - lookedAtNanos >= LOOK_PERIOD_NANOS) {
      lookedAtNanos = System.nanoTime();
      hasSeenOthers |= queue.others() > 0;
      if (hasSeenOthers) {
        look();
      }
    }
  }

  /// In the thread that stores, so that what is left and what was counted belong together.
  private void look() {
    long offered = offers.count();
    Left left = queue.left();
    tellOthers(offered - left.all(), left.workers());
  }

  /// To be called when nothing is left.
  void end() {
    tellOthers(offers.count(), 0);
  }

  private void tellOthers(long doneByAll, int others) {
    tally.others(Math.max(0, doneByAll - tally.done()), 1 + others);
  }
}

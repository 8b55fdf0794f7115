package dev.pictor.indexing;

import dev.pictor.clip.Clip;
import dev.pictor.picture.ContentHash;
import dev.pictor.store.PictureStore;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Brings a collection up to date with folders. Can be stopped or killed at any point: what was
/// stored stays, and the next run goes on from there.
///
/// Files that are gone are counted, not removed: a disk that is not there today may be tomorrow.
public final class Indexer {
  private final PictureStore store;
  private final Clip clip;
  private final IndexProgress progress;
  private final BooleanSupplier stopRequested;

  /// @param store opened to write, of this model's fingerprint
  /// @param stopRequested asked often; once true, it comes to an end soon
  public Indexer(
      PictureStore store, Clip clip, IndexProgress progress, BooleanSupplier stopRequested) {
    this.store = store;
    this.clip = clip;
    this.progress = progress;
    this.stopRequested = stopRequested;
  }

  public IndexReport index(List<Target> targets) {
    long start = System.nanoTime();
    for (Target target : targets) {
      if (!store.roots().stream().anyMatch(root -> root.name().equals(target.root().name()))) {
        store.putRoot(target.root());
      }
    }
    Tally tally = new Tally(progress);
    Set<ContentHash> onTheWay = ConcurrentHashMap.newKeySet();
    BatchWriter writer = new BatchWriter(store, onTheWay, tally);
    run(writer, onTheWay, tally, sink -> survey(targets, tally, sink));
    List<Candidate> again = writer.again();
    while (!again.isEmpty() && !stopRequested.getAsBoolean()) {
      List<Candidate> candidates = again;
      run(writer, onTheWay, tally, sink -> forEach(candidates, sink));
      again = writer.again();
    }
    boolean interrupted = stopRequested.getAsBoolean();
    if (!interrupted) {
      // Also when nothing is new: the run before may have been stopped before it came to this.
      store.optimize();
    }
    return tally.report(interrupted, Duration.ofNanos(System.nanoTime() - start));
  }

  private void survey(List<Target> targets, Tally tally, Predicate<Candidate> sink) {
    for (Target target : targets) {
      if (!new Survey(target, store, tally, sink).run()) {
        return;
      }
    }
    tally.foundAll();
  }

  private static void forEach(List<Candidate> candidates, Predicate<Candidate> sink) {
    for (Candidate candidate : candidates) {
      if (!sink.test(candidate)) {
        return;
      }
    }
  }

  private void run(
      BatchWriter writer,
      Set<ContentHash> onTheWay,
      Tally tally,
      Consumer<Predicate<Candidate>> source) {
    MemoryBudget budget = new MemoryBudget(Runtime.getRuntime().maxMemory());
    PictureReader reader =
        new PictureReader(
            clip.preprocessor(), hash -> !store.contained(Set.of(hash)).isEmpty(), budget);
    BatchEncoder encoder = new BatchEncoder(clip, store, onTheWay);
    new Pipeline(reader, encoder, writer, tally, stopRequested).run(source);
  }
}

package dev.pictor.indexing;

import dev.pictor.clip.Clip;
import dev.pictor.clip.image.ImagePreprocessor;
import dev.pictor.indexing.IndexRules.Pruning;
import dev.pictor.picture.ContentHash;
import dev.pictor.picture.FileStamp;
import dev.pictor.picture.Place;
import dev.pictor.picture.Root;
import dev.pictor.store.Change;
import dev.pictor.store.Effort;
import dev.pictor.store.PictureStore;
import dev.pictor.store.WorkQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/// Brings a collection up to date with folders. Can be stopped or killed at any point: what was
/// stored stays, and the next run goes on from there.
///
/// Files that are gone are counted, not removed, unless [IndexRules] say so. Files that a
/// `.pictorignore` excludes are removed: that is somebody's wish, and no disk that is missing.
///
/// Where the store has a [WorkQueue], processes that bring the same folders up to date share what
/// is to be read. That does not go for [#indexKnown], whose collection changes hands when one of
/// them is through, nor for [#indexFiles], whose embeddings only this process may have. Who begins
/// a refresh later than others refreshes again what they have done.
public final class Indexer {
  private static final int REMOVED_AT_ONCE = 1_000;

  /// What is to be removed at the end of a run, found by its source.
  private record Removals(List<Place> gone, List<Place> excluded) {
    static final Removals NONE = new Removals(List.of(), List.of());
  }

  private final PictureStore store;
  private final ImagePreprocessor preprocessor;
  private final PictureEncoder encoder;
  private final IndexProgress progress;
  private final BooleanSupplier stopRequested;

  /// @param store opened to write, of this model's fingerprint
  /// @param stopRequested asked often; once true, it comes to an end soon
  public Indexer(
      PictureStore store, Clip clip, IndexProgress progress, BooleanSupplier stopRequested) {
    this(store, clip.preprocessor(), PictureEncoder.of(clip), progress, stopRequested);
  }

  /// With embeddings that come from elsewhere.
  ///
  /// @param store opened to write, of their fingerprint
  /// @param preprocessor of the model that made them
  /// @param stopRequested as above
  public Indexer(
      PictureStore store,
      ImagePreprocessor preprocessor,
      PictureEncoder encoder,
      IndexProgress progress,
      BooleanSupplier stopRequested) {
    this.store = store;
    this.preprocessor = preprocessor;
    this.encoder = encoder;
    this.progress = progress;
    this.stopRequested = stopRequested;
  }

  public IndexReport index(List<Target> targets) {
    return index(targets, IndexRules.DEFAULT);
  }

  public IndexReport index(List<Target> targets, IndexRules rules) {
    Removals removals = new Removals(new ArrayList<>(), new ArrayList<>());
    BiConsumer<Tally, Predicate<Candidate>> survey =
        (tally, sink) -> survey(targets, rules, tally, sink, removals);
    List<WorkQueue.Scope> scopes = QueueFeed.scopes(targets);
    return run(
        targets.stream().map(Target::root).toList(),
        scopes,
        tally ->
            store
                .joinWork(scopes)
                .ifPresentOrElse(
                    queue -> share(queue, targets, survey, tally), () -> alone(survey, tally)),
        removals);
  }

  /// Adds single files that the collection does not know of yet, whatever their kind seems to be.
  ///
  /// @param root all of them lie below its directory
  /// @param files absolute, none twice
  public IndexReport indexFiles(Root root, List<Path> files) {
    return run(
        List.of(root),
        List.of(),
        tally -> alone((counting, sink) -> list(root, files, counting, sink), tally),
        Removals.NONE);
  }

  /// Adds what another collection knows of, in the same places, embedded with this one's model.
  /// Files that are not there count as vanished.
  ///
  /// @param source another collection
  /// @param directories where its roots lie on this machine, if elsewhere
  public IndexReport indexKnown(PictureStore source, Map<String, Path> directories) {
    List<Root> roots = source.roots();
    return run(
        roots,
        List.of(),
        tally ->
            alone((counting, sink) -> known(source, roots, directories, counting, sink), tally),
        Removals.NONE);
  }

  private void known(
      PictureStore source,
      List<Root> roots,
      Map<String, Path> directories,
      Tally tally,
      Predicate<Candidate> sink) {
    for (Root root : roots) {
      Path override = directories.get(root.name());
      if (!new KnownFiles(source, store, root, override, tally, sink).run()) {
        return;
      }
    }
    tally.foundAll();
  }

  /// @param scopes what is brought up to date, where that is told by folders
  /// @param reading all that is to be read
  /// @param removals complete when that has come to its end
  private IndexReport run(
      List<Root> roots, List<WorkQueue.Scope> scopes, Consumer<Tally> reading, Removals removals) {
    long start = System.nanoTime();
    store.beginRun(scopes);
    for (Root root : roots) {
      if (!store.roots().stream().anyMatch(known -> known.name().equals(root.name()))) {
        store.putRoot(root);
      }
    }
    Tally tally = new Tally(progress);
    progress.begins(() -> tally.report(false, Duration.ofNanos(System.nanoTime() - start)));
    reading.accept(tally);
    boolean interrupted = stopRequested.getAsBoolean();
    if (!interrupted) {
      // Last: a file that was renamed has its new place by now, and keeps its picture.
      remove(removals.gone(), tally::pruned);
      remove(removals.excluded(), tally::excludedRemoved);
      // Also when nothing is new: the run before may have been stopped before it came to this.
      Optimization.run(store, progress);
    }
    store.endRun(tally.counts(), interrupted);
    return tally.report(interrupted, Duration.ofNanos(System.nanoTime() - start));
  }

  private void alone(BiConsumer<Tally, Predicate<Candidate>> source, Tally tally) {
    OwnWork work = new OwnWork(store, tally);
    pipe(work, tally, (sink, _) -> source.accept(tally, sink));
    List<Candidate> again = work.again();
    while (!again.isEmpty() && !stopRequested.getAsBoolean()) {
      List<Candidate> candidates = again;
      pipe(work, tally, (sink, _) -> forEach(candidates, sink));
      again = work.again();
    }
  }

  private void share(
      WorkQueue queue,
      List<Target> targets,
      BiConsumer<Tally, Predicate<Candidate>> survey,
      Tally tally) {
    try (queue) {
      QueueFeed feed = new QueueFeed(queue, targets, tally, sink -> survey.accept(tally, sink));
      SharedWork work = new SharedWork(queue, tally, feed.offers());
      pipe(work, tally, feed);
      if (!stopRequested.getAsBoolean()) {
        work.end();
      }
    }
  }

  private void remove(List<Place> places, LongConsumer removed) {
    for (int from = 0; from < places.size(); from += REMOVED_AT_ONCE) {
      List<Place> some = places.subList(from, Math.min(places.size(), from + REMOVED_AT_ONCE));
      store.apply(some.stream().<Change>map(Change.RemoveFile::new).toList());
      removed.accept(some.size());
    }
  }

  private void survey(
      List<Target> targets,
      IndexRules rules,
      Tally tally,
      Predicate<Candidate> sink,
      Removals removals) {
    for (Target target : targets) {
      Survey survey = new Survey(target, store, tally, sink, rules);
      if (!survey.run()) {
        return;
      }
      removals.excluded().addAll(survey.excluded());
      List<Place> vanished = survey.vanished();
      if (rules.pruning() == Pruning.EVEN_ALL
          || rules.pruning() == Pruning.CAREFUL && survey.anyStillThere()) {
        removals.gone().addAll(vanished);
      } else if (rules.pruning() == Pruning.CAREFUL && !vanished.isEmpty()) {
        tally.emptied(target.start(), vanished.size());
      }
    }
    tally.foundAll();
  }

  private static void list(Root root, List<Path> files, Tally tally, Predicate<Candidate> sink) {
    Path directory = Path.of(root.directory());
    for (Path file : files) {
      Place place = new Place(root.name(), directory.relativize(file).toString());
      tally.found();
      if (!sink.test(new Candidate(place, file, stamp(file), null, null, Effort.NOTE))) {
        return;
      }
    }
    tally.foundAll();
  }

  /// Of a file that cannot be looked at: one that no file has. Reading it tells what is wrong.
  private static FileStamp stamp(Path file) {
    try {
      return new FileStamp(Files.size(file), Files.getLastModifiedTime(file).toMillis());
    } catch (IOException e) {
      return new FileStamp(0, 0);
    }
  }

  private static void forEach(List<Candidate> candidates, Predicate<Candidate> sink) {
    for (Candidate candidate : candidates) {
      if (!sink.test(candidate)) {
        return;
      }
    }
  }

  private void pipe(Work work, Tally tally, Feed feed) {
    Set<ContentHash> onTheWay = ConcurrentHashMap.newKeySet();
    MemoryBudget budget = new MemoryBudget(Runtime.getRuntime().maxMemory());
    PictureReader reader =
        new PictureReader(preprocessor, hash -> !store.contained(Set.of(hash)).isEmpty(), budget);
    BatchEncoder batches = new BatchEncoder(encoder, store, onTheWay);
    BatchWriter writer = new BatchWriter(work, onTheWay, tally);
    new Pipeline(reader, batches, writer, work, stopRequested).run(feed);
  }
}

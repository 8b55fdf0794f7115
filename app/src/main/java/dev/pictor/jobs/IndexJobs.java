package dev.pictor.jobs;

import dev.pictor.clip.Clip;
import dev.pictor.indexing.IndexReport;
import dev.pictor.indexing.IndexRules;
import dev.pictor.indexing.IndexRules.Pruning;
import dev.pictor.indexing.Indexer;
import dev.pictor.indexing.Targets;
import dev.pictor.store.ModelIdentity;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Storage;
import dev.pictor.store.StoreException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Brings one collection up to date with the folders that it knows, one job at a time, beside
/// whatever else this process does with it. Folders become known by command line only. Jobs are
/// remembered until this is closed. Thread-safe.
public final class IndexJobs implements AutoCloseable {
  /// So many are remembered, the one that is under way too.
  public static final int KEPT = 50;

  private final Storage storage;
  private final String collection;
  private final Map<String, Path> rootOverrides;
  private final Runnable stored;

  /// Newest first.
  private final List<IndexJob> jobs = new ArrayList<>();

  private boolean isClosed;

  /// @param storage stays the caller's to close, after this
  /// @param rootOverrides name to directory on this machine
  /// @param stored is called when a job has stored all that it will, before it is told to have
  ///     ended
  public IndexJobs(
      Storage storage, String collection, Map<String, Path> rootOverrides, Runnable stored) {
    this.storage = storage;
    this.collection = collection;
    this.rootOverrides = Map.copyOf(rootOverrides);
    this.stored = stored;
  }

  /// What came of a wish for a job.
  public sealed interface Begun {
    record Started(IndexJob job) implements Begun {}

    /// Another one is; no second is made.
    record UnderWay(IndexJob job) implements Begun {}

    /// The process is about to end.
    record Closed() implements Begun {}
  }

  /// @param clip of the collection's model; must stay open until the job has ended
  /// @param retry tries files again that failed before and have not changed
  public Begun start(Clip clip, boolean retry) {
    return start((job, stop) -> index(job, stop, clip, retry), retry);
  }

  synchronized Begun start(IndexJob.Work work, boolean retry) {
    if (isClosed) {
      return new Begun.Closed();
    }
    Optional<IndexJob> underWay = underWay();
    if (underWay.isPresent()) {
      return new Begun.UnderWay(underWay.get());
    }
    IndexJob job = new IndexJob(collection, retry);
    jobs.addFirst(job);
    if (jobs.size() > KEPT) {
      jobs.removeLast();
    }
    Thread.ofPlatform().name("index-job").daemon().start(() -> job.run(work, stored));
    return new Begun.Started(job);
  }

  private Optional<IndexJob> underWay() {
    return jobs.stream().filter(job -> !job.hasEnded()).findFirst();
  }

  /// Newest first.
  public synchronized List<IndexJob> recent() {
    return List.copyOf(jobs);
  }

  public synchronized Optional<IndexJob> find(String id) {
    return jobs.stream().filter(job -> job.id().equals(id)).findFirst();
  }

  private IndexReport index(
      IndexJob.Listener listener, BooleanSupplier stopRequested, Clip clip, boolean retry) {
    try (PictureStore store = storage.openToWrite(collection, identity(clip))) {
      List<RootFolder> folders = RootFolder.of(store.roots(), rootOverrides);
      List<Path> reachable = new ArrayList<>();
      for (RootFolder folder : folders) {
        if (folder.isReachable()) {
          reachable.add(Path.of(folder.directory()));
        } else {
          listener.note(
              "The folder %s (%s) cannot be reached from here; what is known of it was kept."
                  .formatted(folder.name(), folder.directory()));
        }
      }
      if (reachable.isEmpty()) {
        throw new StoreException(
            folders.isEmpty()
                ? "Collection '%s' knows no folder yet: 'pictor index FOLDER' adds one."
                    .formatted(collection)
                : "None of the folders of collection '%s' can be reached from here. 'pictor serve --root NAME=DIR' says where one lies."
                    .formatted(collection));
      }
      IndexRules rules = new IndexRules(retry, false, Pruning.NONE);
      return new Indexer(store, clip, listener, stopRequested)
          .index(new Targets(store.roots(), rootOverrides).of(reachable), rules);
    }
  }

  /// As the collection has it: a job makes none.
  private ModelIdentity identity(Clip clip) {
    ModelIdentity bound =
        storage
            .info(collection)
            .orElseThrow(
                () -> new StoreException("There is no collection '%s'.".formatted(collection)))
            .model();
    if (!bound.fingerprint().equals(clip.fingerprint())) {
      throw new StoreException(
          "Collection '%s' was given another model (%s) since this one was loaded. Try again when that is ready."
              .formatted(collection, bound.name()));
    }
    return bound;
  }

  /// Cancels what is under way and waits for its end; no more are started.
  @Override
  public void close() {
    Optional<IndexJob> last;
    synchronized (this) {
      isClosed = true;
      last = underWay();
    }
    last.ifPresent(
        job -> {
          job.cancel();
          job.awaitEnd();
        });
  }
}

package dev.pictor.store.lucene;

import dev.pictor.clip.Embedding;
import dev.pictor.picture.ContentHash;
import dev.pictor.picture.PictureId;
import dev.pictor.picture.Root;
import dev.pictor.store.Change;
import dev.pictor.store.CollectionInfo;
import dev.pictor.store.DamagedPicture;
import dev.pictor.store.Filter;
import dev.pictor.store.GraphParameters;
import dev.pictor.store.KnownFile;
import dev.pictor.store.LastRun;
import dev.pictor.store.Neighbors;
import dev.pictor.store.PictureStore;
import dev.pictor.store.RunCounts;
import dev.pictor.store.Similarities;
import dev.pictor.store.StoreCounts;
import dev.pictor.store.StoreException;
import dev.pictor.store.StoreSizes;
import dev.pictor.store.StoredPicture;
import dev.pictor.store.Taken;
import dev.pictor.store.WholePicture;
import dev.pictor.store.WorkQueue;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;

/// One Lucene index is one collection. Reads the committed state only, so that this process sees
/// what another would; one batch is one commit.
final class LucenePictureStore implements PictureStore {
  /// More segments than this are merged by [#optimize]: each has a graph of its own to search. To
  /// merge all into one takes as long again as all before, for a hundred thousand pictures two
  /// minutes, and what comes of it finds less.
  private static final int MANY_SEGMENTS = 5;

  /// One of so many documents deleted is where Lucene begins to merge for it.
  private static final int DELETED_PART = 10;

  private final Path path;
  private final Directory directory;
  private final CommittedIndex index;
  private final int exactLimit;

  /// Null in a store that was opened to read. Used under the lock only.
  private final @Nullable CollectionWriter writer;

  /// The run that has begun here and not ended. Used under the lock only.
  private @Nullable LastRun run;

  private final ReentrantLock writing = new ReentrantLock();

  /// Owns what it is given.
  LucenePictureStore(
      Path path,
      Directory directory,
      CommittedIndex index,
      int exactLimit,
      @Nullable CollectionWriter writer) {
    this.path = path;
    this.directory = directory;
    this.index = index;
    this.exactLimit = exactLimit;
    this.writer = writer;
  }

  @Override
  public CollectionInfo info() {
    return index.info();
  }

  @Override
  public StoreCounts counts() {
    return read(Snapshot::counts);
  }

  @Override
  public void putRoot(Root root) {
    write(
        (snapshot, writer) -> {
          CollectionRecord collection = snapshot.collection().with(root);
          if (!collection.equals(snapshot.collection())) {
            writer.commit(collection, _ -> {});
          }
        });
  }

  @Override
  public List<Root> roots() {
    return read(snapshot -> snapshot.collection().roots());
  }

  @Override
  public void apply(List<Change> batch) {
    write(
        (snapshot, writer) -> {
          BatchPlan plan = BatchPlan.of(batch, snapshot);
          if (batch.isEmpty()) {
            return;
          }
          LastRun counted = run;
          CollectionRecord collection = snapshot.collection();
          if (counted != null) {
            counted = counted.with(plan.counts(batch), Instant.now());
            collection = collection.with(counted);
          }
          writer.commit(collection, plan::writeTo);
          run = counted;
        });
  }

  @Override
  public void forEachFile(String root, Consumer<KnownFile> consumer) {
    read(
        snapshot -> {
          snapshot.forEachFile(Documents.below(root), consumer);
          return Optional.empty();
        });
  }

  @Override
  public void forEachWhole(
      Consumer<WholePicture> pictures, Consumer<KnownFile.FailedFile> failures) {
    read(
        snapshot -> {
          snapshot.forEachWhole(pictures);
          snapshot.forEachFile(
              Documents.failures(),
              file -> {
                if (file instanceof KnownFile.FailedFile failed) {
                  failures.accept(failed);
                }
              });
          return Optional.empty();
        });
  }

  @Override
  public void forEachDamaged(Consumer<DamagedPicture> consumer) {
    read(
        snapshot -> {
          new Damages(snapshot).forEach(consumer);
          return Optional.empty();
        });
  }

  @Override
  public List<KnownFile.FailedFile> failures(int limit, @Nullable Instant until) {
    return read(snapshot -> snapshot.failures(limit, until));
  }

  @Override
  public Set<ContentHash> contained(Collection<ContentHash> hashes) {
    return read(
        snapshot -> {
          Set<ContentHash> contained = new HashSet<>();
          for (ContentHash hash : hashes) {
            if (snapshot.holds(hash)) {
              contained.add(hash);
            }
          }
          return contained;
        });
  }

  @Override
  public Optional<StoredPicture> find(PictureId id) {
    return read(snapshot -> snapshot.picture(id));
  }

  @Override
  public List<StoredPicture> findAll(List<PictureId> ids) {
    return read(
        snapshot -> {
          List<StoredPicture> found = new ArrayList<>(ids.size());
          for (PictureId id : ids) {
            snapshot.picture(id).ifPresent(found::add);
          }
          return found;
        });
  }

  @Override
  public Optional<byte[]> thumbnail(PictureId id) {
    return read(snapshot -> snapshot.thumbnail(id));
  }

  @Override
  public Neighbors nearest(Embedding query, Filter filter, int k) {
    info().model().requireOwn(query);
    PictureStore.requireValidK(k);
    return read(snapshot -> NearestSearch.search(snapshot, query, filter, k, exactLimit));
  }

  @Override
  public long count(Filter filter) {
    return read(snapshot -> new MatchingPictures(snapshot, filter).count());
  }

  @Override
  public Optional<GraphParameters> graph(int k) {
    PictureStore.requireValidK(k);
    return read(snapshot -> NearestSearch.graph(snapshot, k));
  }

  @Override
  public void forEachSimilarity(
      List<Embedding> queries, Filter filter, Consumer<Similarities> consumer) {
    queries.forEach(info().model()::requireOwn);
    read(
        snapshot -> {
          new MatchingPictures(snapshot, filter).forEachSimilarity(queries, consumer);
          return Optional.empty();
        });
  }

  @Override
  public void forEachTaken(Filter filter, Consumer<Taken> consumer) {
    read(
        snapshot -> {
          new MatchingPictures(snapshot, filter).forEachTaken(consumer);
          return Optional.empty();
        });
  }

  @Override
  public List<Embedding> sample(int most) {
    return read(snapshot -> snapshot.sample(most));
  }

  @Override
  public void optimize() {
    write(
        (snapshot, writer) -> {
          IndexReader reader = snapshot.searcher().getIndexReader();
          if (reader.leaves().size() > MANY_SEGMENTS
              || reader.numDeletedDocs() > reader.maxDoc() / DELETED_PART) {
            writer.commit(
                snapshot.collection(),
                lucene -> {
                  lucene.forceMergeDeletes();
                  lucene.forceMerge(MANY_SEGMENTS);
                });
          }
        });
  }

  @Override
  public void beginRun(List<WorkQueue.Scope> scopes) {
    note(LastRun.begun(Instant.now()));
  }

  @Override
  public void endRun(RunCounts counts, boolean isInterrupted) {
    LastRun begun = run;
    if (begun == null) {
      throw new IllegalStateException("no run has begun");
    }
    note(begun.ended(counts, isInterrupted, Instant.now()));
    run = null;
  }

  private void note(LastRun noted) {
    write(
        (snapshot, writer) -> {
          writer.commit(snapshot.collection().with(noted), _ -> {});
          run = noted;
        });
  }

  @Override
  public Optional<LastRun> lastRun() {
    LastRun noted = read(snapshot -> Optional.ofNullable(snapshot.collection().run())).orElse(null);
    if (noted == null || noted.state() != LastRun.State.UNDER_WAY) {
      return Optional.ofNullable(noted);
    }
    // Whoever came later repairs or imports; the run is not theirs.
    boolean lives =
        WriterHolder.read(path)
            .filter(holder -> holder.lives() && !holder.since().isAfter(noted.beganAt()))
            .isPresent();
    return Optional.of(lives ? noted : noted.in(LastRun.State.BROKEN_OFF));
  }

  @Override
  public StoreSizes sizes() {
    long vectors = counts().pictures() * info().model().dimension() * Float.BYTES;
    long bytes = 0;
    try {
      for (String file : directory.listAll()) {
        bytes += sizeBytes(file);
      }
    } catch (IOException | AlreadyClosedException e) {
      throw LuceneErrors.explain(path, e);
    }
    return new StoreSizes(vectors, null, null, bytes, false);
  }

  private long sizeBytes(String file) throws IOException {
    try {
      return directory.fileLength(file);
    } catch (NoSuchFileException | FileNotFoundException e) {
      // A merge has removed it meanwhile.
      return 0;
    }
  }

  private <T> T read(CommittedIndex.Reading<T> reading) {
    try {
      return index.read(reading);
    } catch (IOException | AlreadyClosedException e) {
      throw LuceneErrors.explain(path, e);
    }
  }

  private void write(Step step) {
    CollectionWriter open = writer;
    if (open == null) {
      throw new StoreException(
          "Collection '%s' was opened to read and cannot be changed.".formatted(info().name()));
    }
    writing.lock();
    try {
      // The last commit is what the step is judged against, and what is read afterwards.
      index.refresh();
      index.read(
          snapshot -> {
            step.take(snapshot, open);
            return Optional.empty();
          });
      index.refresh();
    } catch (IOException | AlreadyClosedException e) {
      throw LuceneErrors.explain(path, e);
    } finally {
      writing.unlock();
    }
  }

  @Override
  public void close() {
    writing.lock();
    try (Directory _ = directory;
        CommittedIndex _ = index;
        CollectionWriter _ = writer) {
      // Closed in the opposite order, each even if another fails.
    } catch (IOException e) {
      throw LuceneErrors.explain(path, e);
    } finally {
      writing.unlock();
    }
  }

  private interface Step {
    void take(Snapshot snapshot, CollectionWriter writer) throws IOException;
  }
}

package dev.pictor.store.postgres;

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
import dev.pictor.store.Neighbor;
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
import dev.pictor.store.Workload;
import dev.pictor.store.postgres.Pictures.Described;
import dev.pictor.store.postgres.VectorSearch.Found;
import dev.pictor.store.postgres.VectorSearch.Scored;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One collection in PostgreSQL.
final class PostgresPictureStore implements PictureStore {
  private final Database database;
  private final VectorExtension extension;
  private final long id;
  private final CollectionInfo info;
  private final boolean isWritable;
  private final Vectors vectors;
  private final VectorSearch search;
  private final MatchingPictures matching;
  private final Duration lease;
  private final AtomicReference<@Nullable OpenRun> run = new AtomicReference<>();

  PostgresPictureStore(
      Database database,
      VectorExtension extension,
      Collections.Row collection,
      boolean isWritable,
      int exactLimit,
      Duration lease) {
    this.database = database;
    this.extension = extension;
    this.id = collection.id();
    this.info = collection.info();
    this.isWritable = isWritable;
    this.vectors = new Vectors(info.model().dimension());
    this.lease = lease;
    this.search = new VectorSearch(new VectorIndex(vectors, id), exactLimit);
    this.matching = new MatchingPictures(vectors, id);
  }

  @Override
  public CollectionInfo info() {
    return info;
  }

  @Override
  public StoreCounts counts() {
    return read(connection -> Pictures.counts(connection, id));
  }

  @Override
  public void putRoot(Root root) {
    requireWritable();
    database.write(
        connection -> {
          Collections.lock(connection, id);
          Roots.put(connection, id, root);
        });
  }

  @Override
  public List<Root> roots() {
    return read(connection -> Roots.all(connection, id));
  }

  @Override
  public void apply(List<Change> changes) {
    requireWritable();
    Batch batch = Batch.of(changes);
    for (Change change : changes) {
      if (change instanceof Change.PutPicture put) {
        info.model().requireOwn(put.embedding());
      }
    }
    BatchWriter writer = new BatchWriter(id, vectors);
    OpenRun counting = run.get();
    database.write(
        connection -> {
          Set<ContentHash> held =
              counting == null ? Set.of() : Pictures.contained(connection, id, batch.hashes());
          writer.write(connection, batch);
          if (counting != null) {
            counting.add(connection, RunCounts.of(changes, held::contains));
          }
        });
  }

  @Override
  public void forEachFile(String root, Consumer<KnownFile> consumer) {
    database.readOnce(
        connection -> {
          Collections.requireThere(connection, id);
          Files.forEach(connection, id, root, consumer);
        });
  }

  @Override
  public void forEachWhole(
      Consumer<WholePicture> pictures, Consumer<KnownFile.FailedFile> failures) {
    database.readOnce(
        connection -> {
          Collections.requireThere(connection, id);
          new WholePictures(vectors).forEach(connection, id, info.model(), pictures);
          Files.forEachFailure(connection, id, failures);
        });
  }

  @Override
  public void forEachDamaged(Consumer<DamagedPicture> consumer) {
    database.readOnce(
        connection -> {
          Collections.requireThere(connection, id);
          new Damages(vectors).forEach(connection, id, info.model(), consumer);
        });
  }

  @Override
  public List<KnownFile.FailedFile> failures(int limit, @Nullable Instant until) {
    return read(connection -> Files.failures(connection, id, limit, until));
  }

  @Override
  public Set<ContentHash> contained(Collection<ContentHash> hashes) {
    return read(connection -> Pictures.contained(connection, id, hashes));
  }

  @Override
  public Optional<StoredPicture> find(PictureId pictureId) {
    UUID uuid = Rows.uuid(pictureId);
    return read(
        connection -> {
          Described found = Pictures.describe(connection, id, List.of(uuid)).get(uuid);
          if (found == null) {
            return Optional.empty();
          }
          float[] values = vectors.read(connection, id, uuid);
          return Optional.of(
              new StoredPicture(
                  found.picture(),
                  found.places(),
                  found.modifiedMillis(),
                  Embedding.ofUnit(info.model().fingerprint(), values)));
        });
  }

  @Override
  public List<StoredPicture> findAll(List<PictureId> pictureIds) {
    List<UUID> ids = pictureIds.stream().map(Rows::uuid).toList();
    return read(
        connection -> {
          Map<UUID, Described> described = Pictures.describe(connection, id, ids);
          Map<UUID, float[]> values = vectors.read(connection, id, ids);
          List<StoredPicture> found = new ArrayList<>(ids.size());
          for (UUID one : ids) {
            Described picture = described.get(one);
            float[] vector = values.get(one);
            if (picture != null && vector != null) {
              found.add(
                  new StoredPicture(
                      picture.picture(),
                      picture.places(),
                      picture.modifiedMillis(),
                      Embedding.ofUnit(info.model().fingerprint(), vector)));
            }
          }
          return found;
        });
  }

  @Override
  public Optional<byte[]> thumbnail(PictureId pictureId) {
    return read(connection -> Pictures.thumbnail(connection, id, Rows.uuid(pictureId)));
  }

  @Override
  public Neighbors nearest(Embedding query, Filter filter, int k) {
    info.model().requireOwn(query);
    PictureStore.requireValidK(k);
    return read(
        connection -> {
          Found found = search.nearest(connection, query.toArray(), filter, k);
          List<UUID> ids = found.hits().stream().map(Scored::pictureId).toList();
          Map<UUID, Described> described = Pictures.describe(connection, id, ids);
          List<Neighbor> neighbors = new ArrayList<>(ids.size());
          for (Scored hit : found.hits()) {
            Described picture = described.get(hit.pictureId());
            if (picture != null) {
              neighbors.add(
                  new Neighbor(
                      picture.picture(),
                      picture.places(),
                      picture.modifiedMillis(),
                      hit.cosineSimilarity()));
            }
          }
          return new Neighbors(found.exact(), neighbors);
        });
  }

  @Override
  public Optional<GraphParameters> graph(int k) {
    PictureStore.requireValidK(k);
    return read(connection -> search.graph(connection, k));
  }

  @Override
  public void forEachSimilarity(
      List<Embedding> queries, Filter filter, Consumer<Similarities> consumer) {
    queries.forEach(info.model()::requireOwn);
    database.readOnce(
        connection -> {
          Collections.requireThere(connection, id);
          matching.forEachSimilarity(connection, queries, filter, consumer);
        });
  }

  @Override
  public long count(Filter filter) {
    return read(connection -> matching.count(connection, filter));
  }

  @Override
  public void forEachTaken(Filter filter, Consumer<Taken> consumer) {
    database.readOnce(
        connection -> {
          Collections.requireThere(connection, id);
          matching.forEachTaken(connection, filter, consumer);
        });
  }

  @Override
  public List<Embedding> sample(int most) {
    return read(
        connection ->
            matching.sample(connection, most).stream()
                .map(values -> Embedding.ofUnit(info.model().fingerprint(), values))
                .toList());
  }

  private <T> T read(Database.Work<T> work) {
    return database.read(
        connection -> {
          Collections.requireThere(connection, id);
          return work.on(connection);
        });
  }

  @Override
  public void optimize() {
    requireWritable();
    long pictures = counts().pictures();
    database.alone(
        connection -> {
          vectors.analyze(connection);
          if (pictures > search.exactLimit()) {
            search.index().build(connection, extension, pictures);
          }
        });
  }

  @Override
  public Optional<WorkQueue> joinWork(List<WorkQueue.Scope> scopes) {
    requireWritable();
    BatchWriter writer = new BatchWriter(id, vectors);
    return Optional.of(
        PostgresWorkQueue.join(database, id, info.model(), writer, scopes, lease, run.get()));
  }

  @Override
  public Workload workload() {
    return read(
        connection -> new Workload(Tasks.count(connection, id), Workers.all(connection, id)));
  }

  @Override
  public void beginRun(List<WorkQueue.Scope> scopes) {
    requireWritable();
    run.set(OpenRun.begin(database, id, scopes, lease));
  }

  @Override
  public void endRun(RunCounts counts, boolean isInterrupted) {
    OpenRun begun = run.getAndSet(null);
    if (begun == null) {
      throw new IllegalStateException("no run has begun");
    }
    begun.end(counts, isInterrupted);
  }

  @Override
  public Optional<LastRun> lastRun() {
    return read(connection -> Runs.last(connection, id));
  }

  @Override
  public StoreSizes sizes() {
    return read(connection -> Sizes.of(connection, id, search.index()));
  }

  /// The connections are the storage's.
  @Override
  public void close() {
    OpenRun begun = run.getAndSet(null);
    if (begun != null) {
      begun.breakOff();
    }
  }

  private void requireWritable() {
    if (!isWritable) {
      throw new StoreException(
          "The collection '%s' was opened to read; it cannot be written.".formatted(info.name()));
    }
  }
}

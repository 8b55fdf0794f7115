package dev.pictor.store;

import dev.pictor.clip.Embedding;
import dev.pictor.picture.ContentHash;
import dev.pictor.picture.PictureId;
import dev.pictor.picture.Root;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One collection of pictures with their embeddings, bound to one model. Thread-safe.
///
/// The contract that every implementation passes (`PictureStoreContract` in the tests):
///
/// - [#apply] is durable when it returns, idempotent and all-or-nothing: readers, also in other
///   processes, see the whole batch or nothing of it, and a kill at any moment loses nothing that
///   was acknowledged.
/// - A picture is known by its content hash, has an id that never changes and one or more places. A
///   place holds at most one picture or failure. A picture that a batch leaves without a place is
///   gone when the batch ends, with its embedding and thumbnail: a batch can rename a file by
///   removing the old place and putting the new one, in either order.
/// - [#nearest] returns exactly `min(k, matching)` pictures for any filter, best first by cosine
///   similarity (the same number in every store), ties by id, and says whether it was exact. Up to
///   [#EXACT_LIMIT] matching pictures it is.
/// - An embedding of another dimension or another model's fingerprint is refused at the door,
///   with a message that names both sides.
///
/// Every method may throw [StoreException]; those that write do in a store that was opened to read.
public interface PictureStore extends AutoCloseable {
  /// Up to so many matching pictures, all of them are compared.
  int EXACT_LIMIT = 20_000;

  /// The largest `k` of [#nearest].
  int MAX_K = 10_000;

  CollectionInfo info();

  StoreCounts counts();

  /// Registers a folder, or where it now lies.
  void putRoot(Root root);

  /// Sorted by name.
  List<Root> roots();

  /// Applies the steps in order, as one.
  ///
  /// @throws IllegalArgumentException if an embedding is not of this collection's model, or a
  ///     `PutFile` names a picture that is not there; nothing is changed then
  void apply(List<Change> batch);

  /// Tells all files below a root, in no order. Memory is bounded; the consumer may call this
  /// store, and files that come or go meanwhile may be told or not. A place whose picture is lost
  /// may be told as a failure, so that it is read again.
  void forEachFile(String root, Consumer<KnownFile> consumer);

  /// Tells all that is kept, as it was at one moment: the pictures in the order of their ids, then
  /// the files that could not be read, in no order. Memory is bounded; the consumers may call this
  /// store.
  ///
  /// @throws StoreException also when it comes to a picture of which a part is missing, see
  ///     [#forEachDamaged]
  void forEachWhole(Consumer<WholePicture> pictures, Consumer<KnownFile.FailedFile> failures);

  /// Looks at all that is kept and tells the pictures of which a part is missing or damaged, in no
  /// order; a whole collection is thus gone over without telling anything. Of embeddings dimension
  /// and norm are looked at, of thumbnails the ends. Memory is bounded; the consumer may call this
  /// store.
  void forEachDamaged(Consumer<DamagedPicture> consumer);

  /// Failed files, most recent first.
  ///
  /// @param limit the most to return
  default List<KnownFile.FailedFile> failures(int limit) {
    return failures(limit, null);
  }

  /// As above, of those that were not tried after a time.
  ///
  /// @param until as a failed file of this store tells it; null for all
  List<KnownFile.FailedFile> failures(int limit, @Nullable Instant until);

  /// Which of these the collection holds.
  Set<ContentHash> contained(Collection<ContentHash> hashes);

  Optional<StoredPicture> find(PictureId id);

  /// As [#find] each: those that are there, in the order that they are asked for.
  List<StoredPicture> findAll(List<PictureId> ids);

  /// The small JPEG that was put with the picture.
  Optional<byte[]> thumbnail(PictureId id);

  /// @param query an embedding of this collection's model
  /// @param k 1 to [#MAX_K]
  /// @throws IllegalArgumentException if the query is of another model or `k` is out of range
  Neighbors nearest(Embedding query, Filter filter, int k);

  /// How many pictures match.
  long count(Filter filter);

  /// Of the approximate index that [#nearest] asks where more than the limit match; empty if there
  /// is none, and every answer is exact.
  ///
  /// @param k how many pictures are asked for
  Optional<GraphParameters> graph(int k);

  /// Compares all matching pictures with each of these embeddings, in no order. Memory is bounded;
  /// the consumer may call this store.
  ///
  /// @param queries one or more of this collection's model
  /// @throws IllegalArgumentException if one is of another model
  void forEachSimilarity(List<Embedding> queries, Filter filter, Consumer<Similarities> consumer);

  /// Tells of all matching pictures when they were taken, in no order. The consumer may call this
  /// store.
  void forEachTaken(Filter filter, Consumer<Taken> consumer);

  /// Embeddings of the pictures with the lowest ids: since ids follow from hashes, a random sample
  /// that hardly changes when pictures come or go.
  ///
  /// @param most 0 or more
  List<Embedding> sample(int most);

  /// Notes that a run of indexing begins: what this store applies from now on counts for it. Where
  /// others are in the middle of one it is a part of theirs.
  ///
  /// @param scopes what it brings up to date; none if that is not told by folders
  void beginRun(List<WorkQueue.Scope> scopes);

  /// Notes that it has ended. One that is closed before is told to have broken off.
  ///
  /// @param counts what it has done from its beginning, in place of what was counted here
  /// @param isInterrupted whether it was stopped before its end
  /// @throws IllegalStateException if none has begun
  void endRun(RunCounts counts, boolean isInterrupted);

  /// Empty if there was none, or none since runs are noted.
  Optional<LastRun> lastRun();

  /// How much room the collection takes.
  StoreSizes sizes();

  /// Shares what is to be read in these folders with other processes that index into the
  /// collection.
  ///
  /// @return empty where only one process can write anyway
  default Optional<WorkQueue> joinWork(List<WorkQueue.Scope> scopes) {
    return Optional.empty();
  }

  /// Who does so at the moment.
  default Workload workload() {
    return Workload.NONE;
  }

  /// To be called after much was written: brings approximate indexes up to date. Searching works
  /// meanwhile and without it.
  void optimize();

  /// Harmless when it is closed already.
  @Override
  void close();

  /// @throws IllegalArgumentException if it is not 1 to [#MAX_K]
  static int requireValidK(int k) {
    if (k < 1 || k > MAX_K) {
      throw new IllegalArgumentException(
          "%d pictures cannot be asked for: 1 to %d.".formatted(k, MAX_K));
    }
    return k;
  }
}

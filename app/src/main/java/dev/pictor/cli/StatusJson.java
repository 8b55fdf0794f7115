package dev.pictor.cli;

import dev.pictor.indexing.LastRunJson;
import dev.pictor.store.StoreSizes;
import dev.pictor.store.UnreadableCollection;
import dev.pictor.store.Worker;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `status --json` prints. Fields are only ever added.
///
/// @param store `lucene` or `postgresql`
/// @param reason why this store
/// @param location where it is, without secrets
/// @param model null, as all below, while there is no such collection
/// @param pictures distinct contents
/// @param files their places
/// @param failed files that could not be read
/// @param collections the names of all that can be read
/// @param damaged those that cannot, and why
/// @param beside the other half of a `reindex`, null if there is none
/// @param left files that the workers have still to read
/// @param workers processes that are indexing, as far as the store knows
/// @param lastRun null if none was noted
/// @param sizes of the collection
/// @param modelBytes models in `PICTOR_HOME`
/// @param cacheBytes converted models and what else is in `PICTOR_CACHE`
record StatusJson(
    String store,
    String reason,
    String location,
    String collection,
    @Nullable String model,
    @Nullable String modelLocation,
    @Nullable String fingerprint,
    @Nullable Integer dimension,
    @Nullable String preprocessing,
    @Nullable String precision,
    long pictures,
    long files,
    long failed,
    List<RootJson> roots,
    List<String> collections,
    List<UnreadableCollection> damaged,
    @Nullable BesideJson beside,
    long left,
    List<WorkerJson> workers,
    @Nullable LastRunJson lastRun,
    @Nullable StoreSizes sizes,
    long modelBytes,
    long cacheBytes) {

  /// A process that indexes.
  ///
  /// @param since ISO 8601, as `lastSeen`
  /// @param lastSeen when it last told that it lives
  /// @param silent whether that is so long ago that others take over
  /// @param done files, those that failed too
  record WorkerJson(
      String host,
      long process,
      String since,
      String lastSeen,
      boolean silent,
      long done,
      long failed) {
    static WorkerJson of(Worker worker) {
      return new WorkerJson(
          worker.host(),
          worker.processId(),
          seconds(worker.since()),
          seconds(worker.lastSeen()),
          worker.isSilent(),
          worker.done(),
          worker.failed());
    }
  }

  private static String seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /// @param directory where it lies on this machine
  /// @param reachable whether it is there
  record RootJson(String name, String directory, boolean reachable) {}

  /// Vectors of another model.
  ///
  /// @param pictures that it holds
  /// @param next whether they are to take over; else they are kept to go back to
  record BesideJson(String model, String fingerprint, long pictures, boolean next) {}
}

package dev.pictor.cli;

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
    List<RootJson> roots) {

  /// @param directory where it lies on this machine
  /// @param reachable whether it is there
  record RootJson(String name, String directory, boolean reachable) {}
}

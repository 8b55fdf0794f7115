package dev.pictor.web;

import dev.pictor.store.KnownFile.FailedFile;
import java.util.List;

/// Files that could not be read, as JSON. Fields are only ever added.
///
/// @param failed how many there are
/// @param failures the most recent of them, most recent first
record FailuresJson(String collection, long failed, List<Failure> failures) {
  /// @param path below the root
  /// @param at when it was last tried, ISO 8601 in UTC
  /// @param attempts how often it was tried
  record Failure(String root, String path, String reason, String at, int attempts) {
    static Failure of(FailedFile file, String reason) {
      return new Failure(
          file.place().root(), file.place().path(), reason, file.at().toString(), file.attempts());
    }
  }
}

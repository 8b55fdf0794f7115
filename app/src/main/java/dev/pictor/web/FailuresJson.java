package dev.pictor.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pictor.store.KnownFile.FailedFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Files that could not be read, as JSON. Fields are only ever added.
///
/// @param failed how many there are
/// @param failures a part of them, most recent first
/// @param next cursor of what comes behind; absent if nothing does
@JsonInclude(JsonInclude.Include.NON_NULL)
record FailuresJson(String collection, long failed, List<Failure> failures, @Nullable String next) {
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

package dev.pictor.indexing;

import dev.pictor.store.Change;
import org.jspecify.annotations.Nullable;

/// What is to be recorded of a file that was read.
///
/// @param warning what is missing in its picture; null if nothing is
record Outcome(Candidate candidate, Change change, Kind kind, @Nullable String warning) {
  Outcome(Candidate candidate, Change change, Kind kind) {
    this(candidate, change, kind, null);
  }

  enum Kind {
    /// New content at a new place.
    ADDED,
    /// New content at a known place.
    UPDATED,
    /// The content that the place had before.
    TOUCHED,
    /// The content that the place had before, with metadata and thumbnail made again.
    REFRESHED,
    /// Content that the collection has from elsewhere.
    COPY,
    FAILED
  }
}

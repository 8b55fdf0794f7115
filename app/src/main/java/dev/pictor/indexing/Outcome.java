package dev.pictor.indexing;

import dev.pictor.store.Change;

/// What is to be recorded of a file that was read.
record Outcome(Candidate candidate, Change change, Kind kind) {
  enum Kind {
    /// New content at a new place.
    ADDED,
    /// New content at a known place.
    UPDATED,
    /// The content that the place had before.
    TOUCHED,
    /// Content that the collection has from elsewhere.
    COPY,
    FAILED
  }
}

package dev.pictor.transfer;

/// How much an export may hold of what must be in memory at once: nothing that a real collection
/// comes near to, and what a hostile file cannot go beyond.
final class Limits {
  /// What PostgreSQL's and Lucene's stores take.
  static final int DIMENSION = 4_096;

  /// Of a picture's record with its places, as text.
  static final int ROW_BYTES = 16 << 20;

  static final int THUMBNAIL_BYTES = 16 << 20;

  /// Of what describes the collection: model and roots.
  static final int MANIFEST_BYTES = 16 << 20;

  /// Of the list of files that could not be read.
  static final int FAILURES_BYTES = 64 << 20;

  /// Of a path, a root's directory, a reason.
  static final int TEXT_LENGTH = 100_000;

  private Limits() {}
}

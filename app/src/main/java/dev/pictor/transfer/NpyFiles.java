package dev.pictor.transfer;

import java.util.List;

/// The files of an export for NumPy, each picture a row in all of them.
final class NpyFiles {
  /// Vectors, see [NpyHeader].
  static final String EMBEDDINGS = "embeddings.npy";

  /// A [Row] as JSON in each line.
  static final String PICTURES = "pictures.jsonl";

  /// JPEGs, one behind the other.
  static final String THUMBNAILS = "thumbnails.bin";

  /// A [FailureRow] as JSON in each line.
  static final String FAILURES = "failures.jsonl";

  /// A [Manifest] as JSON; without it the others are nothing.
  static final String COLLECTION = "collection.json";

  /// Those that the manifest has a digest of.
  static final List<String> DIGESTED = List.of(EMBEDDINGS, PICTURES, THUMBNAILS, FAILURES);

  private NpyFiles() {}

  static boolean isOne(String name) {
    return DIGESTED.contains(name) || COLLECTION.equals(name);
  }
}

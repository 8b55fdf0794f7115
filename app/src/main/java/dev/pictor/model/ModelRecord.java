package dev.pictor.model;

import java.util.List;

/// What is kept of a model that was added: where it came from, and what it was then.
///
/// @param origin the path that it was added from
/// @param linked whether its files are still there, and only linked from here
/// @param addedAt ISO 8601
/// @param dimension of its embeddings
/// @param imageSize pixels of a side
public record ModelRecord(
    String origin,
    boolean linked,
    String addedAt,
    int dimension,
    int imageSize,
    List<FileDigest> files) {
  public ModelRecord {
    files = List.copyOf(files);
  }
}

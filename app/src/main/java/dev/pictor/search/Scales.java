package dev.pictor.search;

/// The [Scale]s of one model in one collection.
///
/// @param texts of texts and pictures
/// @param pictures of pictures and other pictures
/// @param size how many pictures the collection has
record Scales(Scale texts, Scale pictures, long size) {
  /// With fewer nothing can be called usual.
  private static final int RELIABLE = 20;

  /// Two pictures whose similarity misses 1 by this share of what the usual one misses hardly
  /// differ.
  private static final double ALIKE = 0.03;

  /// Whether the collection is large enough to call anything usual.
  boolean reliable() {
    return size >= RELIABLE;
  }

  /// From this cosine similarity on two pictures hardly differ; above 1 where that cannot be told.
  double alike() {
    return reliable() ? 1 - ALIKE * (1 - pictures.median()) : Double.POSITIVE_INFINITY;
  }

  /// Where nothing is to be compared.
  static final Scales NONE = new Scales(new Scale(new float[1]), new Scale(new float[1]), 0);
}

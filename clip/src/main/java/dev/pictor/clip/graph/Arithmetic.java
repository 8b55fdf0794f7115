package dev.pictor.clip.graph;

/// What the linear layers multiply.
enum Arithmetic {
  FLOATS,

  /// Unsigned activations with signed weights, the pair that processors have instructions for.
  SIGNED_WEIGHTS,

  /// Unsigned activations with unsigned weights: the same integers come out, more slowly.
  UNSIGNED_WEIGHTS
}

package dev.pictor.eval;

/// Hears how an evaluation goes once the pictures are embedded.
@FunctionalInterface
public interface TextProgress {
  /// @param done captions, queries or pairs
  /// @param total of so many
  void update(int done, int total);
}

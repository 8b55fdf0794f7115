package dev.pictor.clip.weights;

/// A tensor in a weight file: what it is, and its values when asked for.
public interface TensorSource {
  /// The name that it has in its file, for messages.
  String name();

  ElementType type();

  Shape shape();

  /// Reads all values, row-major, as float32.
  ///
  /// @throws dev.pictor.clip.ModelException if they cannot be read
  void read(FloatSink sink);

  /// Takes values piece by piece, so that no tensor has to be on the heap as a whole.
  @FunctionalInterface
  interface FloatSink {
    /// @param values the first `count` of them are meant; the array is reused after the call
    void accept(float[] values, int count);
  }
}

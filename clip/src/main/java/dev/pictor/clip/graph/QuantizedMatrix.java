package dev.pictor.clip.graph;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/// A linear weight in 8-bit integers, rounded symmetrically: column `c` is `values * scales[c]`,
/// the largest magnitude of each column being 127.
///
/// @param values 8-bit integers of the weight's shape `[in, out]`
/// @param scales float32 `[out]`; 0 for a column of zeros
record QuantizedMatrix(ByteBuffer values, FloatBuffer scales) {
  /// The largest integer; -128 is not used.
  static final int LARGEST = 127;

  /// What unsigned integers have for zero.
  static final int MIDDLE = 128;

  /// @param weight float32 `[in, out]`, finite
  /// @param columns out
  /// @param zero added to each integer: 0 for signed ones, [#MIDDLE] for unsigned ones
  /// @param arena that the values live in
  static QuantizedMatrix of(FloatBuffer weight, int columns, int zero, Arena arena) {
    float[] scales = new float[columns];
    float[] row = new float[columns];
    for (FloatBuffer rest = weight.duplicate(); rest.hasRemaining(); ) {
      rest.get(row);
      for (int c = 0; c < columns; c++) {
        scales[c] = Math.max(scales[c], Math.abs(row[c]));
      }
    }
    float[] factors = new float[columns];
    for (int c = 0; c < columns; c++) {
      scales[c] /= LARGEST;
      factors[c] = scales[c] < Float.MIN_NORMAL ? 0 : 1 / scales[c];
    }
    ByteBuffer values = arena.allocate(weight.remaining(), WeightLayout.ALIGNMENT).asByteBuffer();
    byte[] rounded = new byte[columns];
    for (FloatBuffer rest = weight.duplicate(); rest.hasRemaining(); ) {
      rest.get(row);
      for (int c = 0; c < columns; c++) {
        rounded[c] = (byte) (zero + (int) Math.rint(row[c] * factors[c]));
      }
      values.put(rounded);
    }
    return new QuantizedMatrix(values.flip(), FloatBuffer.wrap(scales));
  }
}

package dev.pictor.clip.image;

import java.util.Arrays;

/// The inner loop of [Resampler], for many samples at once: their sums by fixed-point weights,
/// rounded and clipped to 0 to 255.
///
/// The loops are what the compiler makes vector instructions of: arrays of one type, one index for
/// all of them, and four at a time so that the sums are loaded and stored less often.
final class WeightedSums {
  private static final int HALF = 1 << (FilterTable.PRECISION_BITS - 1);

  private WeightedSums() {}

  /// @param lanes samples of 0 to 255; number `n` lies at `n` modulo their count, in arrays at
  ///     least as long as the sums
  /// @param first number of the lanes that the first weight belongs to
  /// @param weights as [FilterTable#fixedPoint] gives them
  /// @param sums filled with the results
  static void of(int[][] lanes, int first, int[] weights, int[] sums) {
    Arrays.fill(sums, HALF);
    int count = lanes.length;
    for (int i = 0; i < weights.length; i += 4) {
      int at = first + i;
      add(
          sums,
          lanes[at % count],
          weights[i],
          lanes[(at + 1) % count],
          weights[i + 1],
          lanes[(at + 2) % count],
          weights[i + 2],
          lanes[(at + 3) % count],
          weights[i + 3]);
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] = Math.max(0, Math.min(255, sums[i] >> FilterTable.PRECISION_BITS));
    }
  }

  private static void add(
      int[] sums, int[] a, int ofA, int[] b, int ofB, int[] c, int ofC, int[] d, int ofD) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += a[i] * ofA + b[i] * ofB + c[i] * ofC + d[i] * ofD;
    }
  }
}

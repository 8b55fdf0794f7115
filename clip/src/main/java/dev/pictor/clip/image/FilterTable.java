package dev.pictor.clip.image;

import java.util.Arrays;

/// The weights of Pillow's antialiased bicubic filter (a = -0.5) along one axis: the support grows
/// with the scale when shrinking. Follows `precompute_coeffs` of Pillow's Resample.c, in the order
/// of its floating point operations.
final class FilterTable {
  /// Bits behind the point of the fixed-point weights: 32 less 8 for the sample and 2 for
  /// overshoot.
  static final int PRECISION_BITS = 32 - 8 - 2;

  private static final double SUPPORT = 2;

  private final boolean copies;
  private final int first;
  private final int[] starts;
  private final int[] counts;
  private final double[][] weights;

  /// @param source the picture along this axis
  /// @param scaledSize pixels of the whole scaled picture
  /// @param from first wanted pixel of the scaled picture
  /// @param count how many of them
  FilterTable(Span source, int scaledSize, int from, int count) {
    double scale = source.length() / scaledSize;
    copies = scale == 1 && source.from() == Math.rint(source.from());
    first = from + (int) source.from();
    double filterScale = Math.max(scale, 1);
    double support = SUPPORT * filterScale;
    double inverse = 1.0 / filterScale;
    starts = new int[count];
    counts = new int[count];
    weights = new double[count][];
    for (int i = 0; i < count; i++) {
      double center = (from + i + 0.5) * scale + source.from();
      int start = Math.max((int) (center - support + 0.5), 0);
      int end = Math.min((int) (center + support + 0.5), source.pixels());
      starts[i] = start;
      counts[i] = end - start;
      weights[i] = normalized(start, end, center, inverse);
    }
  }

  private static double[] normalized(int start, int end, double center, double inverse) {
    double[] row = new double[end - start];
    double sum = 0;
    for (int x = 0; x < row.length; x++) {
      row[x] = bicubic((x + start - center + 0.5) * inverse);
      sum += row[x];
    }
    if (sum != 0) {
      for (int x = 0; x < row.length; x++) {
        row[x] /= sum;
      }
    }
    return row;
  }

  private static double bicubic(double distance) {
    double a = -0.5;
    double x = Math.abs(distance);
    if (x < 1) {
      return ((a + 2) * x - (a + 3)) * x * x + 1;
    }
    if (x < 2) {
      return (((x - 5) * x + 8) * x - 4) * a;
    }
    return 0;
  }

  int size() {
    return starts.length;
  }

  /// Is every wanted pixel one source pixel as it is, in a row from [#first]?
  boolean copies() {
    return copies;
  }

  /// Where the first wanted pixel lies if this only copies.
  int first() {
    return first;
  }

  /// First source pixel that the i-th wanted pixel is made of.
  int start(int i) {
    return starts[i];
  }

  /// First source pixel after those that the i-th wanted pixel is made of.
  int end(int i) {
    return starts[i] + counts[i];
  }

  /// The most source pixels that any wanted pixel is made of.
  int longest() {
    return Arrays.stream(counts).max().orElse(0);
  }

  double[] weights(int i) {
    return weights[i];
  }

  /// The weights of the i-th wanted pixel in fixed point, rounded half away from zero; then zeros
  /// up to a multiple of four.
  int[] fixedPoint(int i) {
    double[] exact = weights[i];
    int[] fixed = new int[(exact.length + 3) / 4 * 4];
    for (int x = 0; x < exact.length; x++) {
      double scaled = exact[x] * (1 << PRECISION_BITS);
      fixed[x] = (int) (scaled < 0 ? scaled - 0.5 : scaled + 0.5);
    }
    return fixed;
  }
}

package dev.pictor.clip.image;

/// Scales as Pillow's `Image.resize` does, to the bit: horizontal pass first, each pass rounded.
///
/// Every pixel of a pass depends on the source alone, so only what the window needs is computed.
/// Follows Pillow's Resample.c and, for nearest neighbour, Geometry.c.
final class Resampler {
  private Resampler() {}

  /// Antialiased bicubic of 8-bit samples, in fixed point.
  ///
  /// @return the window's pixels, row by row, as many samples a pixel as the source has
  static byte[] bicubic(Rows source, Window window) {
    FilterTable across =
        new FilterTable(source.across(), window.scaledWidth(), window.left(), window.width());
    FilterTable down =
        new FilterTable(source.down(), window.scaledHeight(), window.top(), window.height());
    NarrowedRows narrowed = new NarrowedRows(source, across, down);
    int rowLength = across.size() * source.channels();
    byte[] result = new byte[down.size() * rowLength];
    int[] sums = new int[rowLength];
    for (int y = 0; y < down.size(); y++) {
      WeightedSums.of(narrowed.upTo(down.end(y)), down.start(y), down.fixedPoint(y), sums);
      for (int x = 0; x < rowLength; x++) {
        result[y * rowLength + x] = (byte) sums[x];
      }
    }
    return result;
  }

  /// Antialiased bicubic of Pillow's 32-bit mode "I", in floating point.
  ///
  /// @return the window's pixels, unclipped: the filter overshoots the range of its input
  static int[] bicubic(Pixels.Grey16 source, Window window) {
    FilterTable across =
        new FilterTable(
            Span.whole(source.width()), window.scaledWidth(), window.left(), window.width());
    FilterTable down =
        new FilterTable(
            Span.whole(source.height()), window.scaledHeight(), window.top(), window.height());
    int firstRow = down.start(0);
    int rowCount = down.end(down.size() - 1) - firstRow;
    int width = across.size();
    int[] narrowed = new int[rowCount * width];
    for (int y = 0; y < rowCount; y++) {
      for (int i = 0; i < width; i++) {
        double[] weights = across.weights(i);
        int from = (firstRow + y) * source.width() + across.start(i);
        double sum = 0;
        for (int x = 0; x < weights.length; x++) {
          sum += (source.values()[from + x] & 0xFFFF) * weights[x];
        }
        narrowed[y * width + i] = round(sum);
      }
    }
    int[] result = new int[down.size() * width];
    for (int i = 0; i < down.size(); i++) {
      double[] weights = down.weights(i);
      for (int x = 0; x < width; x++) {
        double sum = 0;
        for (int y = 0; y < weights.length; y++) {
          sum += narrowed[(down.start(i) - firstRow + y) * width + x] * weights[y];
        }
        result[i * width + x] = round(sum);
      }
    }
    return result;
  }

  private static int round(double value) {
    return (int) (value >= 0 ? value + 0.5 : value - 0.5);
  }

  /// Nearest neighbour, which Pillow forces on palettes.
  ///
  /// @return the window's indices
  static byte[] nearest(Pixels.Indexed source, Window window) {
    int[] columns = nearest(source.width(), window.scaledWidth(), window.left(), window.width());
    int[] rows = nearest(source.height(), window.scaledHeight(), window.top(), window.height());
    byte[] result = new byte[rows.length * columns.length];
    int at = 0;
    for (int row : rows) {
      for (int column : columns) {
        result[at++] = source.indices()[row * source.width() + column];
      }
    }
    return result;
  }

  /// Source positions, added up step by step as Pillow does, since the sums round differently from
  /// products.
  private static int[] nearest(int sourceSize, int scaledSize, int from, int count) {
    double step = (double) sourceSize / scaledSize;
    double position = step * 0.5;
    int[] positions = new int[count];
    for (int i = 0; i < from + count; i++) {
      if (i >= from) {
        positions[i - from] = Math.min((int) position, sourceSize - 1);
      }
      position += step;
    }
    return positions;
  }
}

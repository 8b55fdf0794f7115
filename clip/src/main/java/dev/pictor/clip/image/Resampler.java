package dev.pictor.clip.image;

import java.util.Arrays;

/// Scales as Pillow's `Image.resize` does, to the bit: horizontal pass first, each pass rounded.
///
/// Every pixel of a pass depends on the source alone, so only what the window needs is computed.
/// Follows Pillow's Resample.c and, for nearest neighbour, Geometry.c.
final class Resampler {
  private static final int HALF = 1 << (FilterTable.PRECISION_BITS - 1);

  private Resampler() {}

  /// Antialiased bicubic of 8-bit samples, in fixed point.
  ///
  /// @return the window's pixels, row by row, as many samples a pixel as the source has
  static byte[] bicubic(Rows source, Window window) {
    FilterTable across =
        new FilterTable(source.across(), window.scaledWidth(), window.left(), window.width());
    FilterTable down =
        new FilterTable(source.down(), window.scaledHeight(), window.top(), window.height());
    int firstRow = down.start(0);
    byte[] narrowed = shrinkRows(source, across, firstRow, down.end(down.size() - 1));
    return shrinkColumns(narrowed, across.size() * source.channels(), firstRow, down);
  }

  private static byte[] shrinkRows(Rows source, FilterTable across, int firstRow, int endRow) {
    int channels = source.channels();
    int[][] weights = new int[across.size()][];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = across.fixedPoint(i);
    }
    byte[] row = new byte[source.width() * channels];
    byte[] narrowed = new byte[(endRow - firstRow) * weights.length * channels];
    RowFilter filter =
        across.copies()
            ? new RowCopy(channels)
            : channels == 3 ? new RgbRowFilter(source.width()) : new AnyRowFilter(channels);
    for (int y = firstRow; y < endRow; y++) {
      source.read(y, row);
      filter.apply(row, across, weights, narrowed, (y - firstRow) * weights.length * channels);
    }
    return narrowed;
  }

  private interface RowFilter {
    void apply(byte[] row, FilterTable across, int[][] weights, byte[] target, int at);
  }

  /// A pass that would change nothing.
  private record RowCopy(int channels) implements RowFilter {
    @Override
    public void apply(byte[] row, FilterTable across, int[][] weights, byte[] target, int at) {
      System.arraycopy(row, across.first() * channels, target, at, across.size() * channels);
    }
  }

  private record AnyRowFilter(int channels) implements RowFilter {
    @Override
    public void apply(byte[] row, FilterTable across, int[][] weights, byte[] target, int at) {
      int to = at;
      for (int i = 0; i < weights.length; i++) {
        for (int channel = 0; channel < channels; channel++) {
          int sum = HALF;
          int p = across.start(i) * channels + channel;
          for (int weight : weights[i]) {
            sum += (row[p] & 0xFF) * weight;
            p += channels;
          }
          target[to++] = clip(sum);
        }
      }
    }
  }

  /// Red and blue share one 64-bit sum, 32 bits each, which halves the time: the low half is
  /// the sum of red, and what it borrowed is given back before the high half is read as the
  /// sum of blue.
  private static final class RgbRowFilter implements RowFilter {
    private final long[] redAndBlue;
    private final int[] green;

    RgbRowFilter(int width) {
      redAndBlue = new long[width];
      green = new int[width];
    }

    @Override
    public void apply(byte[] row, FilterTable across, int[][] weights, byte[] target, int at) {
      for (int x = 0; x < green.length; x++) {
        redAndBlue[x] = (row[3 * x] & 0xFF) | (row[3 * x + 2] & 0xFFL) << 32;
        green[x] = row[3 * x + 1] & 0xFF;
      }
      int to = at;
      for (int i = 0; i < weights.length; i++) {
        filter(across.start(i), weights[i], target, to);
        to += 3;
      }
    }

    private void filter(int from, int[] weights, byte[] target, int to) {
      long both = 0;
      int middle = HALF;
      for (int x = 0; x < weights.length; x++) {
        int weight = weights[x];
        both += redAndBlue[from + x] * weight;
        middle += green[from + x] * weight;
      }
      int red = (int) both;
      int blue = (int) ((both - red) >> 32);
      target[to] = clip(red + HALF);
      target[to + 1] = clip(middle);
      target[to + 2] = clip(blue + HALF);
    }
  }

  private static byte[] shrinkColumns(
      byte[] narrowed, int rowLength, int firstRow, FilterTable down) {
    byte[] result = new byte[down.size() * rowLength];
    if (down.copies()) {
      System.arraycopy(narrowed, (down.first() - firstRow) * rowLength, result, 0, result.length);
      return result;
    }
    int[] sums = new int[rowLength];
    for (int i = 0; i < down.size(); i++) {
      Arrays.fill(sums, HALF);
      int from = (down.start(i) - firstRow) * rowLength;
      for (int weight : down.fixedPoint(i)) {
        for (int x = 0; x < rowLength; x++) {
          sums[x] += (narrowed[from + x] & 0xFF) * weight;
        }
        from += rowLength;
      }
      for (int x = 0; x < rowLength; x++) {
        result[i * rowLength + x] = clip(sums[x]);
      }
    }
    return result;
  }

  private static byte clip(int sum) {
    return ColorConversion.clip(sum >> FilterTable.PRECISION_BITS);
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

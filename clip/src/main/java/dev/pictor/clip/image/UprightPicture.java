package dev.pictor.clip.image;

/// A picture as a person sees it. What the file keeps (orientation, palette, transparency,
/// depth) is resolved while rows are read, before scaling; colours become sRGB after it, on
/// fewer pixels.
final class UprightPicture {
  private UprightPicture() {}

  /// @return three samples a pixel of the window, row by row
  static byte[] rgb(DecodedImage image, Window window) {
    Rows rows =
        switch (image.pixels()) {
          case Pixels.Samples samples -> new SampleRows(samples, image);
          case Pixels.Indexed indexed -> new PaletteRows(indexed, image);
          case Pixels.Grey16 grey -> new Grey16Rows(grey, image);
        };
    return ColorConversion.toRgb(Resampler.bicubic(rows, window), rows.channels(), image.profile());
  }

  /// A sample over white.
  private static byte overWhite(int value, int alpha) {
    return (byte) ColorConversion.divideBy255(value * alpha + 255 * (255 - alpha));
  }

  /// Rows in the order of the upright picture.
  private abstract static class Upright implements Rows {
    private final Pixels pixels;
    private final Orientation orientation;
    private final Span across;
    private final Span down;

    Upright(Pixels pixels, DecodedImage image) {
      this.pixels = pixels;
      orientation = image.orientation();
      DecodedPixels decoded = image.decoded();
      Span columns =
          Span.divided(
              pixels.width(), decoded.fullWidth(), decoded.divisor(), orientation.mirroredX());
      Span rows =
          Span.divided(
              pixels.height(), decoded.fullHeight(), decoded.divisor(), orientation.mirroredY());
      across = orientation.transposed() ? rows : columns;
      down = orientation.transposed() ? columns : rows;
    }

    @Override
    public final Span across() {
      return across;
    }

    @Override
    public final Span down() {
      return down;
    }

    @Override
    public final int width() {
      return orientation.transposed() ? pixels.height() : pixels.width();
    }

    @Override
    public final int height() {
      return orientation.transposed() ? pixels.width() : pixels.height();
    }

    @Override
    public final void read(int y, byte[] target) {
      gather(
          orientation.rowStart(y, pixels.width(), pixels.height()),
          orientation.rowStep(pixels.width()),
          target);
    }

    /// Writes the stored pixels `start`, `start + step`, ... until the row is full.
    abstract void gather(int start, int step, byte[] target);
  }

  private static final class SampleRows extends Upright {
    private final byte[] values;
    private final int stored;
    private final int channels;

    SampleRows(Pixels.Samples samples, DecodedImage image) {
      super(samples, image);
      values = samples.values();
      stored = samples.mode().channels();
      channels = samples.mode().hasAlpha() ? stored - 1 : stored;
    }

    @Override
    public int channels() {
      return channels;
    }

    @Override
    void gather(int start, int step, byte[] target) {
      if (stored != channels) {
        gatherOverWhite(start, step, target);
      } else if (step == 1) {
        System.arraycopy(values, start * stored, target, 0, target.length);
      } else {
        int from = start * stored;
        for (int at = 0; at < target.length; at += stored) {
          for (int channel = 0; channel < stored; channel++) {
            target[at + channel] = values[from + channel];
          }
          from += step * stored;
        }
      }
    }

    private void gatherOverWhite(int start, int step, byte[] target) {
      int from = start * stored;
      for (int at = 0; at < target.length; at += channels) {
        int alpha = values[from + channels] & 0xFF;
        for (int channel = 0; channel < channels; channel++) {
          target[at + channel] = overWhite(values[from + channel] & 0xFF, alpha);
        }
        from += step * stored;
      }
    }
  }

  private static final class PaletteRows extends Upright {
    private final byte[] indices;
    private final byte[] colors = new byte[256 * 3];

    PaletteRows(Pixels.Indexed indexed, DecodedImage image) {
      super(indexed, image);
      indices = indexed.indices();
      for (int i = 0; i < 256; i++) {
        int color = indexed.palette()[i];
        for (int channel = 0; channel < 3; channel++) {
          colors[3 * i + channel] = overWhite((color >> (16 - 8 * channel)) & 0xFF, color >>> 24);
        }
      }
    }

    @Override
    public int channels() {
      return 3;
    }

    @Override
    void gather(int start, int step, byte[] target) {
      int from = start;
      for (int at = 0; at < target.length; at += 3) {
        System.arraycopy(colors, 3 * (indices[from] & 0xFF), target, at, 3);
        from += step;
      }
    }
  }

  private static final class Grey16Rows extends Upright {
    private final short[] values;

    Grey16Rows(Pixels.Grey16 grey, DecodedImage image) {
      super(grey, image);
      values = grey.values();
    }

    @Override
    public int channels() {
      return 1;
    }

    @Override
    void gather(int start, int step, byte[] target) {
      int from = start;
      for (int at = 0; at < target.length; at++) {
        target[at] = (byte) (((values[from] & 0xFFFF) * 255 + 32767) / 65535);
        from += step;
      }
    }
  }
}

package dev.pictor.clip.image;

import dev.pictor.clip.image.Pixels.Mode;

/// A picture as the original code sees it: scaled in the file's own mode, converted to RGB
/// afterwards as Pillow's `convert("RGB")` does. Orientation and profiles are ignored, alpha is
/// dropped, palettes are scaled by nearest neighbour, 16-bit grey is clipped.
final class OriginalPicture {
  private OriginalPicture() {}

  /// @return three samples a pixel of the window, row by row
  static byte[] rgb(Pixels pixels, Window window) {
    return switch (pixels) {
      case Pixels.Samples samples -> samples(samples, window);
      case Pixels.Indexed indexed -> indexed(indexed, window);
      case Pixels.Grey16 grey -> ColorConversion.toRgb(clipped(grey, window), 1);
    };
  }

  private static byte[] samples(Pixels.Samples samples, Window window) {
    Mode mode = samples.mode();
    if (!mode.hasAlpha()) {
      byte[] scaled = Resampler.bicubic(new StoredRows(samples, mode.channels()), window);
      return ColorConversion.toRgb(scaled, mode.channels());
    }
    int colors = mode.channels() - 1;
    boolean sameSize =
        window.scaledWidth() == samples.width() && window.scaledHeight() == samples.height();
    if (samples.keyed() || sameSize) {
      byte[] scaled = Resampler.bicubic(new StoredRows(samples, colors), window);
      return ColorConversion.toRgb(scaled, colors);
    }
    byte[] scaled = Resampler.bicubic(new PremultipliedRows(samples), window);
    return ColorConversion.toRgb(unpremultiplied(scaled, mode.channels()), colors);
  }

  private static byte[] unpremultiplied(byte[] scaled, int channels) {
    int colors = channels - 1;
    byte[] result = new byte[scaled.length / channels * colors];
    int at = 0;
    for (int p = 0; p < scaled.length; p += channels) {
      int alpha = scaled[p + colors] & 0xFF;
      for (int channel = 0; channel < colors; channel++) {
        int value = scaled[p + channel] & 0xFF;
        result[at++] = (byte) (alpha == 0 ? value : Math.min(255, 255 * value / alpha));
      }
    }
    return result;
  }

  private static byte[] indexed(Pixels.Indexed indexed, Window window) {
    byte[] indices = Resampler.nearest(indexed, window);
    byte[] rgb = new byte[indices.length * 3];
    int at = 0;
    for (byte index : indices) {
      int color = indexed.palette()[index & 0xFF];
      rgb[at++] = (byte) (color >> 16);
      rgb[at++] = (byte) (color >> 8);
      rgb[at++] = (byte) color;
    }
    return rgb;
  }

  private static byte[] clipped(Pixels.Grey16 grey, Window window) {
    int[] scaled = Resampler.bicubic(grey, window);
    byte[] result = new byte[scaled.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = ColorConversion.clip(scaled[i]);
    }
    return result;
  }

  /// The first `channels` samples of each pixel, as stored.
  private record StoredRows(Pixels.Samples samples, int channels) implements Rows {
    @Override
    public int width() {
      return samples.width();
    }

    @Override
    public int height() {
      return samples.height();
    }

    @Override
    public void read(int y, byte[] target) {
      int stored = samples.mode().channels();
      int from = y * width() * stored;
      if (stored == channels) {
        System.arraycopy(samples.values(), from, target, 0, target.length);
        return;
      }
      for (int at = 0; at < target.length; at += channels) {
        System.arraycopy(samples.values(), from, target, at, channels);
        from += stored;
      }
    }
  }

  private record PremultipliedRows(Pixels.Samples samples) implements Rows {
    @Override
    public int width() {
      return samples.width();
    }

    @Override
    public int height() {
      return samples.height();
    }

    @Override
    public int channels() {
      return samples.mode().channels();
    }

    @Override
    public void read(int y, byte[] target) {
      byte[] values = samples.values();
      int channels = channels();
      int from = y * target.length;
      for (int at = 0; at < target.length; at += channels) {
        int alpha = values[from + at + channels - 1] & 0xFF;
        for (int channel = 0; channel < channels - 1; channel++) {
          target[at + channel] =
              (byte) ColorConversion.divideBy255((values[from + at + channel] & 0xFF) * alpha);
        }
        target[at + channels - 1] = (byte) alpha;
      }
    }
  }
}

package dev.pictor.clip.image;

/// Lays stored pixels out as the upright picture, in their own mode.
///
/// Only TIFF needs it: there Pillow turns the picture when it loads it, so that even the original,
/// which ignores orientation everywhere else, sees it upright.
final class PixelTurner {
  private PixelTurner() {}

  static Pixels turn(Pixels pixels, Orientation orientation) {
    if (orientation == Orientation.UPRIGHT) {
      return pixels;
    }
    int width = orientation.transposed() ? pixels.height() : pixels.width();
    int height = orientation.transposed() ? pixels.width() : pixels.height();
    int[] order = new int[width * height];
    int at = 0;
    for (int y = 0; y < height; y++) {
      int stored = orientation.rowStart(y, pixels.width(), pixels.height());
      int step = orientation.rowStep(pixels.width());
      for (int x = 0; x < width; x++) {
        order[at++] = stored;
        stored += step;
      }
    }
    return switch (pixels) {
      case Pixels.Samples samples ->
          new Pixels.Samples(
              width,
              height,
              samples.mode(),
              turned(samples.values(), samples.mode().channels(), order),
              samples.keyed());
      case Pixels.Indexed indexed ->
          new Pixels.Indexed(width, height, turned(indexed.indices(), 1, order), indexed.palette());
      case Pixels.Grey16 grey -> new Pixels.Grey16(width, height, turned(grey.values(), order));
    };
  }

  private static byte[] turned(byte[] values, int channels, int[] order) {
    byte[] turned = new byte[values.length];
    for (int i = 0; i < order.length; i++) {
      for (int channel = 0; channel < channels; channel++) {
        turned[i * channels + channel] = values[order[i] * channels + channel];
      }
    }
    return turned;
  }

  private static short[] turned(short[] values, int[] order) {
    short[] turned = new short[values.length];
    for (int i = 0; i < order.length; i++) {
      turned[i] = values[order[i]];
    }
    return turned;
  }
}

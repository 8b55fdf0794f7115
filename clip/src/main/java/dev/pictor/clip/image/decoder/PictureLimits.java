package dev.pictor.clip.image.decoder;

import dev.pictor.clip.UnreadableImageException;

/// How many pixels are decoded, of a picture in any format.
public final class PictureLimits {
  /// 200 megapixels, which is 600 MB of RGB.
  public static final long MAX_PIXELS = 200_000_000L;

  /// So that no scaled size and no row outgrows memory.
  public static final int MAX_SIDE = 1_000_000;

  /// Up to here a picture is decoded whatever its file's size.
  private static final long UNDOUBTED_PIXELS = 32_000_000;

  /// More than a plain colour takes in PNG, GIF or JPEG.
  private static final long MAX_PIXELS_A_BYTE = 10_000;

  private PictureLimits() {}

  /// A file of a few hundred bytes can claim a picture that takes half a minute and most of a
  /// gigabyte to fill with nothing.
  ///
  /// @param fileBytes of the whole file
  /// @throws UnreadableImageException if it has none, or too many
  public static void check(int width, int height, int fileBytes) {
    if (width < 1 || height < 1) {
      throw new UnreadableImageException("the picture has no pixels: " + width + " x " + height);
    }
    if ((long) width * height > MAX_PIXELS) {
      throw new UnreadableImageException(
          "the picture has %,d x %,d pixels; at most %,d are decoded"
              .formatted(width, height, MAX_PIXELS));
    }
    if (Math.max(width, height) > MAX_SIDE) {
      throw new UnreadableImageException(
          "the picture has %,d x %,d pixels; a side may have at most %,d"
              .formatted(width, height, MAX_SIDE));
    }
    if (!believes((long) width * height, fileBytes)) {
      throw new UnreadableImageException(
          "the file has %,d bytes and claims a picture of %,d x %,d; above %,d pixels at most %,d a byte are believed"
              .formatted(fileBytes, width, height, UNDOUBTED_PIXELS, MAX_PIXELS_A_BYTE));
    }
  }

  /// Whether a file of this size may have so many pixels.
  public static boolean believes(long pixels, int fileBytes) {
    return pixels <= UNDOUBTED_PIXELS || pixels / MAX_PIXELS_A_BYTE <= fileBytes;
  }
}

package dev.pictor.clip.image;

import dev.pictor.clip.image.Pixels.Grey16;
import dev.pictor.clip.image.Pixels.Indexed;
import dev.pictor.clip.image.Pixels.Mode;
import dev.pictor.clip.image.Pixels.Samples;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A reader's `BufferedImage` to [Pixels] in the mode that Pillow opens such a file in.
final class PixelExtractor {
  private static final int[] BLUE_GREEN_RED = {2, 1, 0};

  private PixelExtractor() {}

  /// @param keyed whether alpha, if there is any, stands for one transparent colour
  static Pixels extract(BufferedImage image, boolean keyed) {
    ColorModel colors = image.getColorModel();
    if (colors instanceof IndexColorModel palette) {
      return indexed(image.getRaster(), palette);
    }
    int space = colors.getColorSpace().getType();
    int bands = image.getRaster().getNumBands();
    int type = image.getRaster().getTransferType();
    boolean plain =
        colors instanceof ComponentColorModel
            && (type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT);
    boolean opaque = bands == 1 || keyed;
    if (plain && space == ColorSpace.TYPE_GRAY && type == DataBuffer.TYPE_USHORT && opaque) {
      return grey16(image.getRaster());
    }
    if (plain && space == ColorSpace.TYPE_GRAY && bands <= 2) {
      return samples(image, bands == 1 ? Mode.GREY : Mode.GREY_ALPHA, keyed);
    }
    if (plain && space == ColorSpace.TYPE_RGB && (bands == 3 || bands == 4)) {
      return samples(image, bands == 3 ? Mode.RGB : Mode.RGB_ALPHA, keyed);
    }
    if (plain && space == ColorSpace.TYPE_CMYK && bands >= 4) {
      return samples(image, Mode.CMYK, false);
    }
    return converted(image);
  }

  private static Indexed indexed(Raster raster, IndexColorModel colors) {
    int width = raster.getWidth();
    int height = raster.getHeight();
    byte[] indices = new byte[width * height];
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      raster.getSamples(0, y, width, 1, 0, row);
      for (int x = 0; x < width; x++) {
        indices[y * width + x] = (byte) row[x];
      }
    }
    int[] palette = new int[256];
    Arrays.fill(palette, 0xFF000000);
    int[] known = new int[colors.getMapSize()];
    colors.getRGBs(known);
    System.arraycopy(known, 0, palette, 0, Math.min(known.length, palette.length));
    return new Indexed(width, height, indices, palette);
  }

  /// Whether every index is its own grey level.
  static boolean isGreyRamp(Indexed indexed) {
    for (int i = 0; i < 256; i++) {
      if (indexed.palette()[i] != (0xFF000000 | i * 0x010101)) {
        return false;
      }
    }
    return true;
  }

  /// Grey levels for indices into a palette of greys.
  static Samples greyOf(Indexed indexed) {
    byte[] values = new byte[indexed.indices().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) indexed.palette()[indexed.indices()[i] & 0xFF];
    }
    return new Samples(indexed.width(), indexed.height(), Mode.GREY, values, false);
  }

  /// Grey of one bit as a palette of black and white, of which the `key` is transparent.
  static Indexed blackAndWhite(Samples samples, int key) {
    int channels = samples.mode().channels();
    byte[] indices = new byte[samples.width() * samples.height()];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = (byte) ((samples.values()[i * channels] & 0xFF) >> 7);
    }
    int[] palette = new int[256];
    Arrays.fill(palette, 0xFFFFFFFF);
    palette[0] = 0xFF000000;
    if (key == 0 || key == 1) {
      palette[key] &= 0xFFFFFF;
    }
    return new Indexed(samples.width(), samples.height(), indices, palette);
  }

  /// Grey of which the level `key` is transparent. The JDK's reader compares the key in the file's
  /// few bits with levels that it has already scaled to eight.
  static Samples keyed(Samples samples, int key) {
    byte[] values = samples.values();
    if (samples.mode() == Mode.GREY_ALPHA) {
      for (int p = 0; p < values.length; p += 2) {
        values[p + 1] = (byte) ((values[p] & 0xFF) == key ? 0 : 255);
      }
    }
    return samples;
  }

  /// Transparency by key is dropped here: it is hardly ever met with 16 bits.
  private static Grey16 grey16(Raster raster) {
    int width = raster.getWidth();
    int height = raster.getHeight();
    short[] values = new short[width * height];
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      raster.getSamples(0, y, width, 1, 0, row);
      for (int x = 0; x < width; x++) {
        values[y * width + x] = (short) row[x];
      }
    }
    return new Grey16(width, height, values);
  }

  /// Samples of 16 bits are cut to their high bytes.
  private static Samples samples(BufferedImage image, Mode mode, boolean keyed) {
    Raster raster = image.getRaster();
    int width = raster.getWidth();
    int height = raster.getHeight();
    int channels = mode.channels();
    boolean wide = raster.getTransferType() == DataBuffer.TYPE_USHORT;
    byte[] values = bytesInPlace(raster, channels);
    if (values == null) {
      values = new byte[width * height * channels];
      int bands = raster.getNumBands();
      int[] row = new int[width * bands];
      int at = 0;
      for (int y = 0; y < height; y++) {
        raster.getPixels(0, y, width, 1, row);
        for (int x = 0; x < width; x++) {
          for (int channel = 0; channel < channels; channel++) {
            int value = row[x * bands + channel];
            values[at++] = (byte) (wide ? value >> 8 : value);
          }
        }
      }
    }
    if (mode.hasAlpha() && image.isAlphaPremultiplied()) {
      unpremultiply(values, channels);
    }
    return new Samples(width, height, mode, values, keyed);
  }

  /// The raster's own array where it already lies in our order.
  private static byte @Nullable [] bytesInPlace(Raster raster, int channels) {
    if (raster.getDataBuffer() instanceof DataBufferByte buffer
        && raster.getSampleModel() instanceof PixelInterleavedSampleModel model
        && model.getPixelStride() == channels
        && model.getScanlineStride() == channels * raster.getWidth()
        && buffer.getNumBanks() == 1
        && buffer.getOffset() == 0
        && raster.getParent() == null
        && buffer.getSize() == channels * raster.getWidth() * raster.getHeight()) {
      int[] offsets = model.getBandOffsets();
      byte[] values = buffer.getData();
      if (Arrays.equals(offsets, BLUE_GREEN_RED)) {
        swapRedAndBlue(values, channels);
      } else if (!inOrder(offsets)) {
        return null;
      }
      return values;
    }
    return null;
  }

  private static boolean inOrder(int[] offsets) {
    for (int i = 0; i < offsets.length; i++) {
      if (offsets[i] != i) {
        return false;
      }
    }
    return true;
  }

  private static void swapRedAndBlue(byte[] values, int channels) {
    for (int p = 0; p < values.length; p += channels) {
      byte first = values[p];
      values[p] = values[p + 2];
      values[p + 2] = first;
    }
  }

  private static void unpremultiply(byte[] values, int channels) {
    for (int p = 0; p < values.length; p += channels) {
      int alpha = values[p + channels - 1] & 0xFF;
      if (alpha != 0 && alpha != 255) {
        for (int channel = 0; channel < channels - 1; channel++) {
          values[p + channel] = (byte) Math.min(255, 255 * (values[p + channel] & 0xFF) / alpha);
        }
      }
    }
  }

  /// Packed pixels and rare colour spaces: what Java makes of them in sRGB.
  private static Samples converted(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    Mode mode = image.getColorModel().hasAlpha() ? Mode.RGB_ALPHA : Mode.RGB;
    byte[] values = new byte[width * height * mode.channels()];
    int[] row = new int[width];
    int at = 0;
    for (int y = 0; y < height; y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int color : row) {
        values[at++] = (byte) (color >> 16);
        values[at++] = (byte) (color >> 8);
        values[at++] = (byte) color;
        if (mode == Mode.RGB_ALPHA) {
          values[at++] = (byte) (color >>> 24);
        }
      }
    }
    return new Samples(width, height, mode, values, false);
  }
}

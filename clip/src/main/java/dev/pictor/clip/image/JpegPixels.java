package dev.pictor.clip.image;

import dev.pictor.clip.image.Pixels.Mode;
import dev.pictor.clip.image.Pixels.Samples;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.IOException;
import javax.imageio.IIOException;
import javax.imageio.ImageReader;

/// A JPEG's samples as coded, turned into grey, RGB or CMYK by libjpeg's integer arithmetic.
///
/// The reader's own path to a `BufferedImage` would apply ICC profiles and a CMYK conversion of its
/// own; the raw raster leaves both to us.
final class JpegPixels {
  private static final int SCALE_BITS = 16;
  private static final int HALF = 1 << (SCALE_BITS - 1);
  private static final int[] RED_OF_CR = products(1.40200, HALF);
  private static final int[] BLUE_OF_CB = products(1.77200, HALF);
  private static final int[] GREEN_OF_CR = products(-0.71414, 0);
  private static final int[] GREEN_OF_CB = products(-0.34414, HALF);

  private JpegPixels() {}

  static Samples read(ImageReader reader, JpegHeader header) throws IOException {
    Raster raster = reader.readRaster(0, null);
    if (!(raster.getDataBuffer() instanceof DataBufferByte buffer)) {
      throw new IIOException("its samples are not bytes");
    }
    byte[] values = buffer.getData();
    Mode mode =
        switch (raster.getNumBands()) {
          case 1 -> Mode.GREY;
          case 2 -> Mode.GREY_ALPHA;
          case 3 -> Mode.RGB;
          case 4 -> Mode.CMYK;
          default -> throw new IIOException("it has " + raster.getNumBands() + " samples a pixel");
        };
    if (header.chroma()) {
      toRgb(values, mode.channels());
    }
    if (mode == Mode.CMYK) {
      invert(values, header.chroma());
    }
    return new Samples(raster.getWidth(), raster.getHeight(), mode, values, false);
  }

  /// YCbCr to RGB in place; follows `ycc_rgb_convert` of libjpeg's jdcolor.c.
  private static void toRgb(byte[] values, int channels) {
    for (int p = 0; p + 2 < values.length; p += channels) {
      int luma = values[p] & 0xFF;
      int cb = values[p + 1] & 0xFF;
      int cr = values[p + 2] & 0xFF;
      values[p] = ColorConversion.clip(luma + (RED_OF_CR[cr] >> SCALE_BITS));
      values[p + 1] =
          ColorConversion.clip(luma + ((GREEN_OF_CB[cb] + GREEN_OF_CR[cr]) >> SCALE_BITS));
      values[p + 2] = ColorConversion.clip(luma + (BLUE_OF_CB[cb] >> SCALE_BITS));
    }
  }

  /// Adobe's CMYK is stored inverted, and so is nearly every CMYK JPEG. YCCK codes the inverse of
  /// that inverse in its first three samples, so there only black is left to turn.
  private static void invert(byte[] values, boolean chroma) {
    for (int p = 0; p < values.length; p++) {
      if (!chroma || p % 4 == 3) {
        values[p] = (byte) ~values[p];
      }
    }
  }

  private static int[] products(double factor, int rounding) {
    int fixed = (int) Math.round(Math.abs(factor) * (1 << SCALE_BITS));
    int[] table = new int[256];
    for (int i = 0; i < table.length; i++) {
      table[i] = (factor < 0 ? -fixed : fixed) * (i - 128) + rounding;
    }
    return table;
  }
}

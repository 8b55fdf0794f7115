package dev.pictor.clip.image;

import com.twelvemonkeys.imageio.color.ColorProfiles;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import org.jspecify.annotations.Nullable;

/// Grey, RGB or CMYK samples to RGB.
final class ColorConversion {
  private ColorConversion() {}

  /// By the picture's own profile where it fits its samples, else by the naive formulas.
  ///
  /// @param values `channels` samples a pixel: 1 grey, 3 RGB, 4 CMYK (0 is no ink)
  /// @return sRGB, three samples a pixel
  static byte[] toRgb(byte[] values, int channels, byte @Nullable [] profile) {
    byte[] converted = profile == null ? null : byProfile(values, channels, profile);
    return converted == null ? toRgb(values, channels) : converted;
  }

  /// By the naive formulas, as Pillow's `convert("RGB")`.
  static byte[] toRgb(byte[] values, int channels) {
    return switch (channels) {
      case 1 -> greyToRgb(values);
      case 3 -> values;
      case 4 -> cmykToRgb(values);
      default -> throw new IllegalArgumentException(channels + " samples a pixel");
    };
  }

  private static byte[] greyToRgb(byte[] grey) {
    byte[] rgb = new byte[grey.length * 3];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = grey[i / 3];
    }
    return rgb;
  }

  private static byte[] cmykToRgb(byte[] cmyk) {
    byte[] rgb = new byte[cmyk.length / 4 * 3];
    int at = 0;
    for (int p = 0; p < cmyk.length; p += 4) {
      int light = 255 - (cmyk[p + 3] & 0xFF);
      for (int ink = 0; ink < 3; ink++) {
        rgb[at++] = (byte) Math.max(0, light - divideBy255((cmyk[p + ink] & 0xFF) * light));
      }
    }
    return rgb;
  }

  /// The nearest of 0 to 255. Written so because it runs for every sample: above 255 the complement
  /// is negative and its sign fills the byte, below 0 it empties it.
  static byte clip(int value) {
    return (byte) ((value & ~0xFF) == 0 ? value : ~value >> 31);
  }

  /// Rounded division of a product of two bytes by 255; Pillow's `MULDIV255`.
  static int divideBy255(int product) {
    int shifted = product + 128;
    return ((shifted >> 8) + shifted) >> 8;
  }

  /// Colour management is a courtesy: a profile that is broken, of another kind than the
  /// picture, or already sRGB leaves the samples as they are.
  private static byte @Nullable [] byProfile(byte[] values, int channels, byte[] profile) {
    try {
      ICC_Profile source = ICC_Profile.getInstance(profile);
      if (source.getNumComponents() != channels || ColorProfiles.isCS_sRGB(source)) {
        return null;
      }
      int pixels = values.length / channels;
      int[] offsets = new int[channels];
      for (int i = 0; i < channels; i++) {
        offsets[i] = i;
      }
      WritableRaster from =
          Raster.createInterleavedRaster(
              new DataBufferByte(values, values.length),
              pixels,
              1,
              values.length,
              channels,
              offsets,
              null);
      WritableRaster to = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, pixels, 1, 3, null);
      new ColorConvertOp(
              new ICC_ColorSpace(source), ColorSpace.getInstance(ColorSpace.CS_sRGB), null)
          .filter(from, to);
      return ((DataBufferByte) to.getDataBuffer()).getData();
    } catch (RuntimeException broken) {
      // Which one depends on where the profile is broken, and there are many.
      return null;
    }
  }
}

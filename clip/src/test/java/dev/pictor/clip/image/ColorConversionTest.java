package dev.pictor.clip.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class ColorConversionTest {
  private static final byte[] PAPER_BLACK_AND_HALF_BLACK = {
    0, 0, 0, 0, 0, 0, 0, (byte) 255, 0, 0, 0, (byte) 128
  };

  @Test
  void cmyk_withoutAProfileIsConvertedNaively() {
    assertThat(ColorConversion.toRgb(PAPER_BLACK_AND_HALF_BLACK, 4, null))
        .asHexString()
        .isEqualTo("FFFFFF0000007F7F7F");
    byte[] cyanOverHalfBlack = {(byte) 255, 0, 0, (byte) 128};
    assertThat(ColorConversion.toRgb(cyanOverHalfBlack, 4, null)).asHexString().isEqualTo("007F7F");
  }

  @Test
  void cmyk_isConvertedByItsProfile() {
    byte[] rgb = ColorConversion.toRgb(PAPER_BLACK_AND_HALF_BLACK, 4, cmykProfile());
    assertThat(rgb[0] & 0xFF).isCloseTo(255, within(2));
    assertThat(rgb[3] & 0xFF).isCloseTo(0, within(2));
    // Half black is made a lightness of 50 here, which is 119 in sRGB and not the naive 127.
    assertThat(rgb[6] & 0xFF).isCloseTo(119, within(2));
  }

  @Test
  void clip_isTheNearestByte() {
    assertThat(
            new byte[] {
              ColorConversion.clip(Integer.MIN_VALUE >> 22),
              ColorConversion.clip(-1),
              ColorConversion.clip(0),
              ColorConversion.clip(255),
              ColorConversion.clip(256),
              ColorConversion.clip(511)
            })
        .asHexString()
        .isEqualTo("000000FFFFFF");
  }

  /// The smallest CMYK profile there can be: one lookup table from CMYK to Lab, in which black ink
  /// decides the lightness alone.
  private static byte[] cmykProfile() {
    byte[] table = lookupTable();
    int start = 128 + 4 + 12;
    ByteBuffer profile = ByteBuffer.allocate(start + table.length);
    profile.putInt(profile.capacity()).putInt(0).putInt(0x02400000);
    put(profile, "prtrCMYKLab ");
    profile.position(36);
    put(profile, "acsp");
    profile.position(68).putInt(0xF6D6).putInt(0x10000).putInt(0xD32D);
    profile.position(128).putInt(1);
    put(profile, "A2B0");
    return profile.putInt(start).putInt(table.length).put(table).array();
  }

  /// ICC.1:2001-04, 6.5.8 `lut8Type`: 4 inputs, 3 outputs, 2 grid points each.
  private static byte[] lookupTable() {
    byte[] ramp = new byte[256];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = (byte) i;
    }
    ByteBuffer table = ByteBuffer.allocate(48 + 4 * 256 + 16 * 3 + 3 * 256);
    put(table, "mft1");
    table.putInt(0).put(new byte[] {4, 3, 2, 0});
    for (int one : new int[] {1, 0, 0, 0, 1, 0, 0, 0, 1}) {
      table.putInt(one << 16);
    }
    for (int input = 0; input < 4; input++) {
      table.put(ramp);
    }
    for (int corner = 0; corner < 16; corner++) {
      int lightness = corner % 2 == 0 ? 255 : 0;
      table.put((byte) lightness).put((byte) 128).put((byte) 128);
    }
    for (int output = 0; output < 3; output++) {
      table.put(ramp);
    }
    return Arrays.copyOf(table.array(), table.capacity());
  }

  private static void put(ByteBuffer target, String text) {
    target.put(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}

package dev.pictor.clip.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pictor.clip.Preprocessing;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// [Preprocessing#UPRIGHT] and [DecodedImage#toUprightRgb]: what a person sees.
final class UprightPictureTest {
  private static final int WIDTH = 53;
  private static final int HEIGHT = 31;
  private static final IntBinaryOperator ASYMMETRICAL =
      (x, y) -> (x * 4) << 16 | (y * 8) << 8 | (x * y * 3) % 256;
  private static final ImagePreprocessor UPRIGHT = new ImagePreprocessor(24, Preprocessing.UPRIGHT);
  private static final ImagePreprocessor ORIGINAL =
      new ImagePreprocessor(24, Preprocessing.ORIGINAL);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void orientation_isUndoneToTheBit(int orientation) {
    DecodedImage expected = ImageDecoder.decode(TestPng.rgb(WIDTH, HEIGHT, ASYMMETRICAL).toBytes());
    boolean sideways = orientation >= 5;
    byte[] stored =
        TestPng.rgb(
                sideways ? HEIGHT : WIDTH,
                sideways ? WIDTH : HEIGHT,
                (column, row) -> visible(orientation, column, row))
            .chunk("eXIf", TestPng.exif(orientation))
            .toBytes();

    DecodedImage turned = ImageDecoder.decode(stored);

    assertThat(turned.width()).isEqualTo(WIDTH);
    assertThat(turned.height()).isEqualTo(HEIGHT);
    assertThat(UPRIGHT.preprocess(turned)).isEqualTo(UPRIGHT.preprocess(expected));
    assertThat(packed(turned.toUprightRgb(100))).isEqualTo(packed(expected.toUprightRgb(100)));
    assertThat(packed(turned.toUprightRgb(20))).isEqualTo(packed(expected.toUprightRgb(20)));
  }

  /// The colour stored at a column and row, in the words of the EXIF standard: which visible side
  /// the 0th row is, and which the 0th column.
  private static int visible(int orientation, int column, int row) {
    int fromLeft =
        switch (orientation) {
          case 1, 4 -> column;
          case 2, 3 -> WIDTH - 1 - column;
          case 5, 8 -> row;
          default -> WIDTH - 1 - row;
        };
    int fromTop =
        switch (orientation) {
          case 1, 2 -> row;
          case 3, 4 -> HEIGHT - 1 - row;
          case 5, 6 -> column;
          default -> HEIGHT - 1 - column;
        };
    return ASYMMETRICAL.applyAsInt(fromLeft, fromTop);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 77})
  void orientation_thatDoesNotExistIsIgnored(int orientation) {
    byte[] png =
        TestPng.rgb(WIDTH, HEIGHT, ASYMMETRICAL).chunk("eXIf", TestPng.exif(orientation)).toBytes();
    assertThat(ImageDecoder.decode(png).width()).isEqualTo(WIDTH);
  }

  @Test
  void upright_isTheOriginalOfAPlainPicture() {
    DecodedImage plain = ImageDecoder.decode(TestPng.rgb(WIDTH, HEIGHT, ASYMMETRICAL).toBytes());
    assertThat(UPRIGHT.preprocess(plain)).isEqualTo(ORIGINAL.preprocess(plain));
  }

  @Test
  void transparency_liesOnWhite() {
    int[] halfBlack = {0x80000000, 0x00FF0000, 0xFF102030, 0x40FFFFFF};
    DecodedImage image = ImageDecoder.decode(TestPng.argb(4, 1, (x, y) -> halfBlack[x]).toBytes());
    assertThat(packed(image.toUprightRgb(4)))
        .containsExactly(0x7F7F7F, 0xFFFFFF, 0x102030, 0xFFFFFF);
  }

  @Test
  void transparency_ofAPaletteLiesOnWhite() throws Exception {
    DecodedImage image = ImageDecoder.decode(TestImages.bytes("formats/palette4_alpha.png"));
    Pixels.Indexed indexed = (Pixels.Indexed) image.pixels();
    int transparent = indexOf(indexed.indices(), 0);
    int[] seen = packed(image.toUprightRgb(1000));
    assertThat(indexed.palette()[0] >>> 24).isZero();
    assertThat(seen[transparent]).isEqualTo(0xFFFFFF);
    int opaque = indexOf(indexed.indices(), 2);
    assertThat(seen[opaque]).isEqualTo(indexed.palette()[2] & 0xFFFFFF);
  }

  private static int indexOf(byte[] indices, int index) {
    int at = 0;
    while (indices[at] != index) {
      at++;
    }
    return at;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"rgb_key.png", "grey_key.png", "grey1_key.png", "grey2_key.png", "grey4_key.png"})
  void transparency_ofASingleColourLiesOnWhite(String name) throws Exception {
    DecodedImage image = ImageDecoder.decode(TestImages.bytes("formats/" + name));
    DecodedImage opaque =
        ImageDecoder.decode(withoutTransparency(TestImages.bytes("formats/" + name)));
    int[] seen = packed(image.toUprightRgb(1000));
    int[] below = packed(opaque.toUprightRgb(1000));
    int[] keyed = new int[2];
    for (int i = 0; i < seen.length; i++) {
      if (seen[i] != below[i]) {
        assertThat(seen[i]).isEqualTo(0xFFFFFF);
        keyed[0]++;
        keyed[1] = below[i];
      }
    }
    assertThat(keyed[0]).isPositive();
    assertThat(Arrays.stream(seen)).doesNotContain(keyed[1]);
  }

  /// The same PNG with its `tRNS` chunk under a name that means nothing.
  private static byte[] withoutTransparency(byte[] png) {
    String text = new String(png, StandardCharsets.ISO_8859_1);
    return text.replace("tRNS", "tRnS").getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void palette_isExpandedBeforeItIsScaledSmoothly() throws Exception {
    DecodedImage palette = ImageDecoder.decode(TestImages.bytes("formats/palette.gif"));
    Pixels.Indexed stored = (Pixels.Indexed) palette.pixels();
    DecodedImage same =
        ImageDecoder.decode(
            TestPng.rgb(
                    stored.width(),
                    stored.height(),
                    (x, y) -> stored.palette()[stored.indices()[y * stored.width() + x]])
                .toBytes());
    assertThat(UPRIGHT.preprocess(palette)).isEqualTo(UPRIGHT.preprocess(same));
    assertThat(UPRIGHT.preprocess(palette)).isNotEqualTo(ORIGINAL.preprocess(palette));
  }

  @Test
  void greyOf16Bits_isScaledToItsWholeRange() {
    IntBinaryOperator level = (x, y) -> (x * 5 + y) % 256;
    DecodedImage wide =
        ImageDecoder.decode(
            TestPng.grey16(WIDTH, HEIGHT, (x, y) -> level.applyAsInt(x, y) * 257).toBytes());
    DecodedImage narrow =
        ImageDecoder.decode(
            TestPng.rgb(WIDTH, HEIGHT, (x, y) -> level.applyAsInt(x, y) * 0x010101).toBytes());
    assertThat(UPRIGHT.preprocess(wide)).isEqualTo(UPRIGHT.preprocess(narrow));
  }

  @Test
  void profile_isConvertedToSrgb() {
    byte[] linear = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    int seen = flat(TestPng.rgb(8, 8, (x, y) -> 0x804020).profile(linear));
    // Linear light of 128, 64 and 32 of 255 in sRGB's curve.
    assertThat(seen >> 16).isCloseTo(188, within(1));
    assertThat(seen >> 8 & 0xFF).isCloseTo(137, within(1));
    assertThat(seen & 0xFF).isCloseTo(99, within(1));
  }

  @Test
  void profile_ofGreyIsConvertedToSrgb() {
    byte[] linear = ICC_Profile.getInstance(ColorSpace.CS_GRAY).getData();
    int seen = flat(TestPng.grey16(8, 8, (x, y) -> 128 * 257).profile(linear));
    assertThat(seen & 0xFF).isCloseTo(188, within(1));
    assertThat(seen).isEqualTo((seen & 0xFF) * 0x010101);
  }

  @Test
  void profile_isIgnoredByTheOriginal() {
    byte[] linear = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    DecodedImage managed =
        ImageDecoder.decode(TestPng.rgb(WIDTH, HEIGHT, ASYMMETRICAL).profile(linear).toBytes());
    DecodedImage plain = ImageDecoder.decode(TestPng.rgb(WIDTH, HEIGHT, ASYMMETRICAL).toBytes());
    assertThat(ORIGINAL.preprocess(managed)).isEqualTo(ORIGINAL.preprocess(plain));
    assertThat(UPRIGHT.preprocess(managed)).isNotEqualTo(UPRIGHT.preprocess(plain));
  }

  @Test
  void profile_thatIsBrokenOrOfAnotherKindIsIgnored() {
    byte[] linear = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    byte[] grey = ICC_Profile.getInstance(ColorSpace.CS_GRAY).getData();
    byte[] cut = Arrays.copyOf(linear, linear.length / 2);
    byte[] noise = new byte[300];
    Arrays.fill(noise, (byte) 0x5A);
    for (byte[] profile : new byte[][] {grey, cut, noise, {}}) {
      assertThat(flat(TestPng.rgb(8, 8, (x, y) -> 0x804020).profile(profile))).isEqualTo(0x804020);
    }
  }

  private static int flat(TestPng png) {
    return packed(ImageDecoder.decode(png.toBytes()).toUprightRgb(8))[9];
  }

  @Test
  void toUprightRgb_fitsTheLongerSideAndNeverEnlarges() throws Exception {
    DecodedImage wide = ImageDecoder.decode(TestImages.bytes("reference/huge_aspect_1200x12.png"));
    assertThat(wide.toUprightRgb(100)).satisfies(image -> hasSize(image, 100, 1));
    assertThat(wide.toUprightRgb(10)).satisfies(image -> hasSize(image, 10, 1));
    assertThat(wide.toUprightRgb(5000)).satisfies(image -> hasSize(image, 1200, 12));
    DecodedImage high = ImageDecoder.decode(TestImages.bytes("reference/exif_rot6_400x250.jpg"));
    assertThat(high.toUprightRgb(200)).satisfies(image -> hasSize(image, 125, 200));
  }

  private static void hasSize(BufferedImage image, int width, int height) {
    int[] values = image.getRaster().getPixels(0, 0, width, height, (int[]) null);
    assertThat((byte[]) image.getRaster().getDataElements(0, 0, width, height, null))
        .containsExactly(values);
    assertThat(image.getWidth()).isEqualTo(width);
    assertThat(image.getHeight()).isEqualTo(height);
  }

  private static int[] packed(BufferedImage image) {
    int[] colors =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return Arrays.stream(colors).map(color -> color & 0xFFFFFF).toArray();
  }
}

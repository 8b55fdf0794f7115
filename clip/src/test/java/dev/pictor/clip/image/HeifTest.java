package dev.pictor.clip.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pictor.clip.UnreadableImageException;
import dev.pictor.clip.image.heif.Heif;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// HEIC and AVIF, beside the PNG that each was made from.
final class HeifTest {
  /// Levels that YCbCr of 8 bits takes or adds.
  private static final int ROUNDING = 1;

  private static final Duration HANG = Duration.ofMinutes(2);

  @BeforeEach
  void needsTheLibrary() {
    assumeTrue(Heif.isInstalled(), "libheif1 is not installed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"colors", "odd", "grey", "alpha"})
  void decode_givesThePictureItWasMadeFrom(String name) throws Exception {
    BufferedImage png = upright(bytes(name + ".png"));
    assertThat(maxDifference(upright(bytes(name + ".heic")), png)).isLessThanOrEqualTo(ROUNDING);
    assertThat(maxDifference(upright(bytes(name + ".avif")), png)).isLessThanOrEqualTo(ROUNDING);
  }

  /// What is dark, its curve makes steep: a level of it becomes several of sRGB.
  @ParameterizedTest
  @ValueSource(strings = {"profile.heic", "profile.avif"})
  void profile_isApplied(String name) throws Exception {
    assertThat(ImageDecoder.decode(bytes(name)).profile()).isEqualTo(bytes("p3.icc"));
    int difference = maxDifference(upright(bytes(name)), upright(bytes("profile.png")));
    assertThat(difference).isLessThanOrEqualTo(12);
    assertThat(maxDifference(upright(bytes(name)), upright(bytes("colors.png"))))
        .isGreaterThan(3 * difference);
  }

  @ParameterizedTest
  @CsvSource({"colors.heic, heic", "colors.avif, avif"})
  void format_isThatOfTheContent(String name, String format) throws Exception {
    assertThat(ImageDecoder.decode(bytes(name)).format()).isEqualTo(format);
  }

  @ParameterizedTest
  @CsvSource({
    "heic, mif1, HEIC",
    "mif1, heic, HEIC",
    "msf1, hevc, HEIC",
    "mif1, miaf, HEIC",
    "avif, mif1, AVIF",
    "mif1, avif, AVIF",
    "avis, msf1, AVIF",
    "isom, heic, ",
    "mp42, avc1, "
  })
  void format_isToldByTheBrands(String major, String compatible, ImageFormat format) {
    byte[] head = ("\0\0\0\30ftyp" + major + "\0\0\0\0" + "abcd" + compatible).getBytes(ISO_8859_1);
    assertThat(ImageFormat.of(head)).isEqualTo(format);
  }

  /// Its container says that it is turned, and its EXIF too.
  @ParameterizedTest
  @ValueSource(strings = {"turned.heic", "turned.avif"})
  void orientation_isAppliedOnce(String name) throws Exception {
    BufferedImage turned = upright(bytes(name));
    BufferedImage stored = upright(bytes("colors.png"));
    assertThat(new String(bytes(name), ISO_8859_1)).contains("irot", "\22\1\3\0\1\0\0\0\6\0");
    assertThat(turned.getWidth()).isEqualTo(30);
    assertThat(turned.getHeight()).isEqualTo(41);
    BufferedImage expected = new BufferedImage(30, 41, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 41; y++) {
      for (int x = 0; x < 30; x++) {
        expected.setRGB(x, y, stored.getRGB(y, 29 - x));
      }
    }
    assertThat(maxDifference(turned, expected)).isLessThanOrEqualTo(ROUNDING);
  }

  /// A ramp of 1,024 levels; cut off instead of rounded they would be too dark.
  @ParameterizedTest
  @ValueSource(strings = {"deep.heic", "deep.avif"})
  void samples_of10BitsAreRounded(String name) throws Exception {
    DecodedImage image = ImageDecoder.decode(bytes(name));
    Pixels.Samples samples = (Pixels.Samples) image.pixels();
    double error = 0;
    int pixels = image.width() * image.height();
    for (int i = 0; i < pixels; i++) {
      int level = i * 1023 / (pixels - 1);
      error += (samples.values()[3 * i] & 0xFF) - level * 255.0 / 1023;
    }
    assertThat(error / pixels).isBetween(-0.15, 0.15);
  }

  @ParameterizedTest
  @ValueSource(strings = {"colors.heic", "colors.avif"})
  void decode_refusesAFileThatBreaksOff(String name) throws Exception {
    byte[] whole = bytes(name);
    for (int length : new int[] {24, 200, whole.length / 2}) {
      assertThatExceptionOfType(UnreadableImageException.class)
          .isThrownBy(() -> ImageDecoder.decode(Arrays.copyOf(whole, length)))
          .withMessageStartingWith(
              "broken or unsupported " + name.substring(7).toUpperCase(Locale.ROOT));
    }
  }

  /// What the container declares is not believed; the coded picture says it.
  @ParameterizedTest
  @CsvSource({
    "colors.heic, 60000, 50000",
    "colors.avif, 60000, 50000",
    "colors.heic, 12000, 12000",
    "colors.avif, 3000, 3000",
    "colors.heic, 0, 30"
  })
  void size_isThatOfTheCodedPicture(String name, int width, int height, @TempDir Path folder)
      throws Exception {
    byte[] file = bytes(name);
    DecodedImage honest = ImageDecoder.decode(file.clone());
    declare(file, width, height);
    DecodedImage lying = ImageDecoder.decode(file);
    // Of a grid, HEVC's blocks count whole.
    assertThat(ImageDecoder.pixels(Files.write(folder.resolve(name), file)))
        .isEqualTo(name.endsWith("heic") ? 64 * 64 : 41 * 30);
    assertThat(lying.width()).isEqualTo(honest.width());
    assertThat(lying.height()).isEqualTo(honest.height());
  }

  /// Whatever is wrong with a file ends in a picture or in an [UnreadableImageException].
  @ParameterizedTest
  @ValueSource(
      strings = {
        "colors.heic",
        "alpha.heic",
        "turned.heic",
        "deep.heic",
        "profile.heic",
        "colors.avif",
        "alpha.avif",
        "turned.avif",
        "deep.avif",
        "profile.avif"
      })
  void decode_survivesHostileFiles(String name) throws Exception {
    byte[] whole = bytes(name);
    int rounds = Boolean.getBoolean("pictor.long") ? 2000 : 100;
    Random random = new Random(name.hashCode());
    for (int round = 0; round < rounds; round++) {
      byte[] mutated = mutated(whole, random);
      assertTimeoutPreemptively(HANG, () -> survives(mutated), "round " + round);
    }
  }

  private static void survives(byte[] mutated) {
    try {
      assertThat(ImageDecoder.decode(mutated).toUprightRgb(16).getWidth()).isBetween(1, 16);
    } catch (UnreadableImageException expected) {
      assertThat(expected.getMessage())
          .isNotBlank()
          .doesNotContain("\n", "Exception", "Error")
          .hasSizeLessThan(300);
    }
  }

  /// The brands stay, so that it is always libheif that reads it.
  private static byte[] mutated(byte[] whole, Random random) {
    byte[] mutated = whole.clone();
    int changes = 1 + random.nextInt(6);
    for (int i = 0; i < changes; i++) {
      int range = random.nextBoolean() ? Math.min(whole.length, 600) : whole.length;
      int value = random.nextInt(4) == 0 ? 0xFF : random.nextInt(256);
      mutated[16 + random.nextInt(range - 16)] = (byte) value;
    }
    return random.nextInt(5) == 0
        ? Arrays.copyOf(mutated, 16 + random.nextInt(whole.length - 16))
        : mutated;
  }

  /// Changes what every `ispe` box says.
  private static void declare(byte[] file, int width, int height) {
    String text = new String(file, ISO_8859_1);
    int at = text.indexOf("ispe");
    assertThat(at).isPositive();
    for (; at >= 0; at = text.indexOf("ispe", at + 1)) {
      ByteBuffer.wrap(file).putInt(at + 8, width).putInt(at + 12, height);
    }
  }

  private static byte[] bytes(String name) throws IOException {
    return TestImages.bytes("heif/" + name);
  }

  private static BufferedImage upright(byte[] content) {
    return ImageDecoder.decode(content).toUprightRgb(100);
  }

  private static int maxDifference(BufferedImage some, BufferedImage other) {
    assertThat(some.getWidth()).isEqualTo(other.getWidth());
    assertThat(some.getHeight()).isEqualTo(other.getHeight());
    int max = 0;
    for (int y = 0; y < some.getHeight(); y++) {
      for (int x = 0; x < some.getWidth(); x++) {
        for (int shift : new int[] {0, 8, 16}) {
          int one = some.getRGB(x, y) >> shift & 0xFF;
          max = Math.max(max, Math.abs(one - (other.getRGB(x, y) >> shift & 0xFF)));
        }
      }
    }
    return max;
  }
}

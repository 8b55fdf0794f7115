package dev.pictor.clip.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pictor.clip.Preprocessing;
import dev.pictor.clip.UnreadableImageException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ImageDecoderTest {
  @TempDir Path folder;

  @Test
  void decode_goesByTheContentWhateverTheName() throws Exception {
    Path file = folder.resolve("notes.txt");
    Files.write(file, TestImages.bytes("formats/444.jpg"));
    assertThat(ImageDecoder.decode(file).format()).isEqualTo("jpeg");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain text\n", "<!doctype html><p>no</p>", "%PDF-1.7", "BM", "\u0000"})
  void decode_refusesWhatIsNoPicture(String content) throws Exception {
    Path file = folder.resolve("picture.jpg");
    Files.writeString(file, content);
    assertThatExceptionOfType(UnreadableImageException.class)
        .isThrownBy(() -> ImageDecoder.decode(file))
        .satisfies(ImageDecoderTest::saysItInOneLine);
  }

  @Test
  void decode_saysWhatIsWrongWithTheFile() throws Exception {
    Path empty = Files.createFile(folder.resolve("empty.png"));
    Path huge = folder.resolve("huge.tif");
    try (RandomAccessFile sparse = new RandomAccessFile(huge.toFile(), "rw")) {
      sparse.setLength(ImageDecoder.MAX_FILE_BYTES + 1);
    }
    assertThat(refusal(empty)).isEqualTo("the file is empty");
    assertThat(refusal(folder)).isEqualTo("it is not a regular file");
    assertThat(refusal(folder.resolve("gone.jpg"))).isEqualTo("there is no such file");
    assertThat(refusal(huge)).contains("536,870,913 bytes", "at most 536,870,912");
  }

  @Test
  void decode_refusesTooManyPixelsBeforeItTakesMemory() throws Exception {
    byte[] png = TestPng.rgb(1, 1, (x, y) -> 0).toBytes();
    ByteBuffer.wrap(png).putInt(16, 60_000).putInt(20, 50_000);
    byte[] thin = TestPng.rgb(1, 1, (x, y) -> 0).toBytes();
    ByteBuffer.wrap(thin).putInt(16, 1).putInt(20, 1_000_001);
    assertThat(refusal(thin)).contains("1 x 1,000,001", "at most 1,000,000");
    byte[] gif = TestImages.bytes("formats/palette.gif");
    Arrays.fill(gif, 6, 10, (byte) 0xFF);
    assertThat(refusal(png)).contains("60,000 x 50,000", "at most 200,000,000");
    assertThat(refusal(gif)).contains("65,535 x 65,535", "at most 200,000,000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"420.jpg", "progressive.jpg", "cmyk.jpg", "grey.jpg"})
  void decode_readsAJpegThatBreaksOffAsFarAsItGoes(String name) throws Exception {
    byte[] whole = TestImages.bytes("formats/" + name);
    DecodedImage cut = ImageDecoder.decode(Arrays.copyOf(whole, whole.length * 9 / 10));
    DecodedImage expected = ImageDecoder.decode(whole);
    assertThat(cut.warning().orElse("")).startsWith("the file breaks off");
    assertThat(expected.warning()).isEmpty();
    assertThat(cut.width()).isEqualTo(expected.width());
    assertThat(cut.height()).isEqualTo(expected.height());
    int seen = cut.toUprightRgb(1000).getRGB(3, 3);
    int meant = expected.toUprightRgb(1000).getRGB(3, 3);
    for (int shift : new int[] {0, 8, 16}) {
      // A scan of a progressive picture is missing, so its colours are near, not equal.
      assertThat(Math.abs((seen >> shift & 0xFF) - (meant >> shift & 0xFF))).isLessThan(30);
    }
  }

  @Test
  void decode_isNotStoppedByBrokenMetadata() throws Exception {
    byte[] noise = new byte[200];
    new Random(3).nextBytes(noise);
    byte[] png =
        TestPng.rgb(9, 5, (x, y) -> 0x102030)
            .chunk("eXIf", noise)
            .chunk("zTXt", noise)
            .chunk("tIME", new byte[] {1})
            .chunk("gAMA", noise)
            .chunk("pHYs", new byte[0])
            .toBytes();
    assertThat(ImageDecoder.decode(png).toUprightRgb(9).getRGB(0, 0) & 0xFFFFFF)
        .isEqualTo(0x102030);

    byte[] jpeg = TestImages.bytes("formats/444.jpg");
    byte[] exif = segment(0xE1, "Exif\0\0", noise);
    byte[] profile = segment(0xE2, "ICC_PROFILE\0\1\1", noise);
    byte[] broken = inserted(jpeg, exif, profile);
    assertThat(ImageDecoder.decode(broken).toUprightRgb(41).getRGB(5, 5))
        .isEqualTo(ImageDecoder.decode(jpeg).toUprightRgb(41).getRGB(5, 5));
  }

  @Test
  void preprocess_takesTheMostUnlikeSides() {
    int longest = ImageDecoder.MAX_SIDE;
    DecodedImage wide = ImageDecoder.decode(TestPng.rgb(longest, 1, (x, y) -> 0x336699).toBytes());
    DecodedImage high = ImageDecoder.decode(TestPng.rgb(1, longest, (x, y) -> 0x336699).toBytes());
    for (Preprocessing mode : Preprocessing.values()) {
      ImagePreprocessor preprocessor = new ImagePreprocessor(448, mode);
      assertThat(preprocessor.preprocess(wide)).isEqualTo(preprocessor.preprocess(high));
    }
    assertThat(wide.toUprightRgb(256).getHeight()).isEqualTo(1);
    assertThat(high.toUprightRgb(256).getWidth()).isEqualTo(1);
  }

  static List<String> kinds() throws IOException {
    return new String(TestImages.bytes("formats/SHA256SUMS"), StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.split(" {2}")[1])
        .toList();
  }

  /// Whatever is wrong with a file ends in a picture or in an [UnreadableImageException].
  @ParameterizedTest
  @MethodSource("kinds")
  void decode_survivesHostileFiles(String name) throws Exception {
    byte[] whole = TestImages.bytes("formats/" + name);
    int rounds = Boolean.getBoolean("pictor.long") ? 200 : 40;
    Random random = new Random(name.hashCode());
    for (int round = 0; round < rounds; round++) {
      byte[] mutated = mutated(whole, random);
      try {
        DecodedImage image = ImageDecoder.decode(mutated);
        assertThat(image.toUprightRgb(16).getWidth()).isBetween(1, 16);
      } catch (UnreadableImageException expected) {
        saysItInOneLine(expected);
      }
    }
  }

  private static byte[] mutated(byte[] whole, Random random) {
    byte[] mutated = whole.clone();
    int changes = 1 + random.nextInt(6);
    for (int i = 0; i < changes; i++) {
      int range = random.nextBoolean() ? Math.min(whole.length, 200) : whole.length;
      int value = random.nextInt(4) == 0 ? 0xFF : random.nextInt(256);
      mutated[random.nextInt(range)] = (byte) value;
    }
    return random.nextInt(5) == 0
        ? Arrays.copyOf(mutated, 1 + random.nextInt(whole.length))
        : mutated;
  }

  private static String refusal(Path file) {
    return saysItInOneLine(
        catchThrowableOfType(UnreadableImageException.class, () -> ImageDecoder.decode(file)));
  }

  private static String refusal(byte[] content) {
    return saysItInOneLine(
        catchThrowableOfType(UnreadableImageException.class, () -> ImageDecoder.decode(content)));
  }

  private static String saysItInOneLine(UnreadableImageException e) {
    String message = String.valueOf(e.getMessage());
    assertThat(message).isNotBlank().doesNotContain("\n").hasSizeLessThan(250);
    return message;
  }

  private static byte[] segment(int marker, String name, byte[] body) {
    byte[] start = name.getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocate(4 + start.length + body.length)
        .put((byte) 0xFF)
        .put((byte) marker)
        .putShort((short) (2 + start.length + body.length))
        .put(start)
        .put(body)
        .array();
  }

  private static byte[] inserted(byte[] jpeg, byte[] first, byte[] second) {
    return ByteBuffer.allocate(jpeg.length + first.length + second.length)
        .put(jpeg, 0, 2)
        .put(first)
        .put(second)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }
}

package dev.pictor.clip.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pictor.clip.Preprocessing;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// JPEGs decoded at a part of their size, by libjpeg-turbo.
final class ScaledJpegTest {
  private static final ImagePreprocessor UPRIGHT =
      new ImagePreprocessor(224, Preprocessing.UPRIGHT);

  /// A level is 1/255, a normalised one about 0.0146.
  private static final double LEVEL = 1 / 255.0 / 0.27;

  @BeforeEach
  void needsTheLibrary() {
    assumeTrue(TurboJpeg.installed().isPresent(), "libturbojpeg0 is not installed");
  }

  @ParameterizedTest
  @CsvSource({"2063, 1831, 4", "5000, 3591, 8", "1023, 900, 2", "895, 895, 1"})
  void decode_keepsTwiceOfWhatIsNeeded(int width, int height, int divisor) throws Exception {
    DecodedImage image = ImageDecoder.decode(jpeg(width, height, false), UPRIGHT.sizeNeeded());
    assertThat(image.decoded().divisor()).isEqualTo(divisor);
    assertThat(image.pixels().width()).isEqualTo(Math.ceilDiv(width, divisor));
    assertThat(Math.min(image.pixels().width(), image.pixels().height()))
        .isGreaterThanOrEqualTo(448);
    assertThat(image.width()).isEqualTo(width);
    assertThat(image.height()).isEqualTo(height);
  }

  @Test
  void sizeNeeded_isThatOfThumbnailsForSmallModels() {
    assertThat(new ImagePreprocessor(32, Preprocessing.UPRIGHT).sizeNeeded())
        .isEqualTo(UPRIGHT.sizeNeeded());
    assertThat(new ImagePreprocessor(336, Preprocessing.UPRIGHT).sizeNeeded())
        .isEqualTo(new SizeNeeded(672, 672));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void preprocess_differsLittleFromAFullDecodeHoweverThePictureLies(int orientation)
      throws Exception {
    // 7 of the 8 columns and rows of the last blocks lie outside the picture.
    byte[] jpeg = oriented(jpeg(1993, 1801, false), orientation);
    DecodedImage scaled = ImageDecoder.decode(jpeg, UPRIGHT.sizeNeeded());
    DecodedImage full = ImageDecoder.decode(jpeg);
    assertThat(scaled.decoded().divisor()).isEqualTo(4);
    assertThat(scaled.width()).isEqualTo(orientation < 5 ? 1993 : 1801);
    assertThat(meanDifference(UPRIGHT.preprocess(scaled), UPRIGHT.preprocess(full)))
        .isLessThan(0.6 * LEVEL);
    BufferedImage thumbnail = scaled.toUprightRgb(200);
    BufferedImage expected = full.toUprightRgb(200);
    assertThat(thumbnail.getWidth()).isEqualTo(expected.getWidth());
    assertThat(thumbnail.getHeight()).isEqualTo(expected.getHeight());
    assertThat(scaled.toUprightRgb(5000).getWidth()).isLessThan(500);
  }

  @ParameterizedTest
  @ValueSource(strings = {"grey.jpg", "cmyk.jpg", "progressive.jpg", "420.jpg", "444.jpg"})
  void decode_givesEveryKindTheColoursOfAFullDecode(String name) throws Exception {
    byte[] content = TestImages.bytes("formats/" + name);
    DecodedImage full = ImageDecoder.decode(content);
    DecodedImage half = ImageDecoder.decode(content, new SizeNeeded(10, 10));
    assertThat(half.decoded().divisor()).isGreaterThan(1);
    assertThat(((Pixels.Samples) half.pixels()).mode())
        .isEqualTo(((Pixels.Samples) full.pixels()).mode());
    ImagePreprocessor small = new ImagePreprocessor(4, Preprocessing.UPRIGHT);
    assertThat(meanDifference(small.preprocess(half), small.preprocess(full)))
        .isLessThan(3 * LEVEL);
  }

  @Test
  void original_takesEveryPixelAndNothingElse() throws Exception {
    ImagePreprocessor original = new ImagePreprocessor(64, Preprocessing.ORIGINAL);
    byte[] jpeg = jpeg(2048, 1024, false);
    assertThat(ImageDecoder.decode(jpeg, original.sizeNeeded()).pixels().width()).isEqualTo(2048);
    DecodedImage scaled = ImageDecoder.decode(jpeg, UPRIGHT.sizeNeeded());
    assertThatIllegalArgumentException().isThrownBy(() -> original.preprocess(scaled));
  }

  @Test
  void decode_refusesAHugeSizeBeforeItTakesMemory() throws Exception {
    byte[] jpeg = jpeg(64, 64, false);
    int frame = frame(jpeg);
    ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 65_000).putShort(frame + 7, (short) 65_000);
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> ImageDecoder.decode(jpeg, UPRIGHT.sizeNeeded())))
        .hasMessageContaining("65,000 x 65,000")
        .hasMessageContaining("at most 200,000,000");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void warning_saysThatAPictureBreaksOff(boolean progressive) throws Exception {
    byte[] whole = jpeg(1024, 1024, progressive);
    byte[] cut = Arrays.copyOf(whole, whole.length * 2 / 3);
    for (SizeNeeded needed : new SizeNeeded[] {SizeNeeded.ALL, UPRIGHT.sizeNeeded()}) {
      assertThat(ImageDecoder.decode(whole, needed).warning()).isEmpty();
      assertThat(ImageDecoder.decode(cut, needed).warning())
          .hasValueSatisfying(text -> assertThat(text).contains("breaks off", "as far as it goes"));
    }
  }

  @Test
  void warning_saysThatDataIsDamagedThoughTheFileEnds() throws Exception {
    byte[] damaged = jpeg(1024, 1024, false);
    Arrays.fill(damaged, damaged.length / 2, damaged.length - 2, (byte) 0);
    byte[] closed = Arrays.copyOf(damaged, damaged.length * 2 / 3);
    closed[closed.length - 2] = (byte) 0xFF;
    closed[closed.length - 1] = (byte) 0xD9;
    for (SizeNeeded needed : new SizeNeeded[] {SizeNeeded.ALL, UPRIGHT.sizeNeeded()}) {
      assertThat(ImageDecoder.decode(closed, needed).warning())
          .hasValueSatisfying(text -> assertThat(text).contains("damaged"));
    }
  }

  private static double meanDifference(float[] some, float[] others) {
    double sum = 0;
    for (int i = 0; i < some.length; i++) {
      sum += Math.abs((double) some[i] - others[i]);
    }
    return sum / some.length;
  }

  /// Slopes, edges and texture.
  private static byte[] jpeg(int width, int height, boolean progressive) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int edge = (x / 90 + y / 70) % 2 * 60;
        int red = x * 180 / width + edge;
        int green = y * 180 / height + (x * 7 + y * 13) % 16;
        image.setRGB(x, y, red << 16 | green << 8 | edge);
      }
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    if (progressive) {
      parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var output = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(output);
      var metadata =
          writer.getDefaultImageMetadata(
              ImageTypeSpecifier.createFromRenderedImage(image), parameters);
      writer.write(null, new IIOImage(image, null, metadata), parameters);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static byte[] oriented(byte[] jpeg, int orientation) {
    byte[] exif = TestPng.exif(orientation);
    byte[] name = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocate(jpeg.length + 4 + name.length + exif.length)
        .put(jpeg, 0, 2)
        .put((byte) 0xFF)
        .put((byte) 0xE1)
        .putShort((short) (2 + name.length + exif.length))
        .put(name)
        .put(exif)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  /// Where the frame's marker begins.
  private static int frame(byte[] jpeg) {
    int at = 2;
    while ((jpeg[at + 1] & 0xFF) != 0xC0) {
      at += 2 + ((jpeg[at + 2] & 0xFF) << 8 | (jpeg[at + 3] & 0xFF));
    }
    return at;
  }
}

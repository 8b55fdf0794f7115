package dev.pictor.clip.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/// JPEGs read at their full size and written, by libjpeg-turbo beside the JDK.
final class TurboJpegTest {
  private static final String FORMAT = "javax_imageio_jpeg_image_1.0";

  @BeforeEach
  void needsTheLibrary() {
    assumeTrue(TurboJpeg.installed().isPresent(), "libturbojpeg0 is not installed");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 40, false",
    "1, 1, 95, true",
    "2, 1, 40, false",
    "2, 1, 95, true",
    "2, 2, 40, false",
    "2, 2, 95, true",
    "2, 2, 5, false"
  })
  void decode_givesTheSamplesOfTheJdk(int across, int down, int quality, boolean progressive)
      throws Exception {
    // Colours of the last column and row are interpolated from one side only.
    for (int width : new int[] {1, 2, 3, 15, 16, 17, 129}) {
      for (int height : new int[] {1, 2, 3, 16, 31, 66}) {
        byte[] jpeg = jpeg(noise(width, height), across, down, quality, progressive);
        JpegHeader header = JpegHeader.of(jpeg);
        assertThat(TurboJpeg.decodesAlike(header)).isTrue();
        assertThat(turbo(jpeg)).as("%d x %d", width, height).isEqualTo(jdk(jpeg));
      }
    }
  }

  @Test
  void decode_givesTheGreyOfTheJdk() throws Exception {
    byte[] jpeg = TestImages.bytes("formats/grey.jpg");
    assertThat(TurboJpeg.decodesAlike(JpegHeader.of(jpeg))).isTrue();
    assertThat(turbo(jpeg)).isEqualTo(jdk(jpeg));
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "4, 1", "4, 2"})
  void decodesAlike_isNotSaidOfRareSamplings(int across, int down) throws Exception {
    byte[] jpeg = jpeg(noise(64, 64), across, down, 90, false);
    assertThat(TurboJpeg.decodesAlike(JpegHeader.of(jpeg))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"formats/cmyk.jpg", "formats/rgb.jpg"})
  void decodesAlike_isNotSaidOfRareColours(String name) throws Exception {
    assertThat(TurboJpeg.decodesAlike(JpegHeader.of(TestImages.bytes(name)))).isFalse();
  }

  @Test
  void imageDecoder_readsWholeFilesByTurboAndBrokenOnesByTheJdk() throws Exception {
    byte[] jpeg = jpeg(noise(200, 150), 2, 2, 90, false);
    assertThat(((Pixels.Samples) ImageDecoder.decode(jpeg).pixels()).values()).isEqualTo(jdk(jpeg));
    byte[] cut = Arrays.copyOf(jpeg, jpeg.length * 2 / 3);
    DecodedImage broken = ImageDecoder.decode(cut);
    assertThat(((Pixels.Samples) broken.pixels()).values()).isEqualTo(jdk(cut));
    assertThat(broken.warning()).isPresent();
  }

  @Test
  void write_makesAPictureLikeTheJdks() throws Exception {
    DecodedImage image = ImageDecoder.decode(jpeg(noise(300, 200), 2, 2, 90, false));
    BufferedImage meant = image.toUprightRgb(100);
    BufferedImage ours = ImageIO.read(new ByteArrayInputStream(image.toUprightJpeg(100, 80)));
    BufferedImage theirs = ImageIO.read(new ByteArrayInputStream(JpegWriter.write(meant, 80)));
    assertThat(ours.getWidth()).isEqualTo(meant.getWidth());
    assertThat(ours.getHeight()).isEqualTo(meant.getHeight());
    assertThat(difference(ours, theirs)).isLessThan(1);
    byte[] coarse = image.toUprightJpeg(100, 10);
    assertThat(coarse.length).isLessThan(image.toUprightJpeg(100, 90).length / 2);
  }

  /// Of a level, on average.
  private static double difference(BufferedImage one, BufferedImage other) {
    double sum = 0;
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        for (int shift = 0; shift < 24; shift += 8) {
          sum +=
              Math.abs((one.getRGB(x, y) >> shift & 0xFF) - (other.getRGB(x, y) >> shift & 0xFF));
        }
      }
    }
    return sum / 3 / one.getWidth() / one.getHeight();
  }

  private static byte[] turbo(byte[] jpeg) {
    TurboJpeg.Result result =
        TurboJpeg.installed().orElseThrow().decode(jpeg, JpegHeader.of(jpeg), 1).orElseThrow();
    assertThat(result.warning()).isNull();
    return result.samples().values();
  }

  private static byte[] jdk(byte[] jpeg) throws IOException {
    var readers = ImageIO.getImageReadersByFormatName("jpeg");
    ImageReader reader = readers.next();
    while (!reader.getClass().getName().startsWith("com.sun.imageio")) {
      reader = readers.next();
    }
    try (var stream = ImageIO.createImageInputStream(new ByteArrayInputStream(jpeg))) {
      reader.setInput(stream);
      return JpegPixels.read(reader, JpegHeader.of(jpeg)).values();
    } finally {
      reader.dispose();
    }
  }

  /// Colours that change from pixel to pixel, where interpolations differ most.
  private static BufferedImage noise(int width, int height) {
    Random random = new Random(width * 1000L + height);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt(1 << 24));
      }
    }
    return image;
  }

  private static byte[] jpeg(
      BufferedImage image, int across, int down, int quality, boolean progressive)
      throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    parameters.setCompressionQuality(quality / 100f);
    if (progressive) {
      parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    }
    IIOMetadata metadata =
        writer.getDefaultImageMetadata(
            ImageTypeSpecifier.createFromRenderedImage(image), parameters);
    Element root = (Element) metadata.getAsTree(FORMAT);
    NodeList components = root.getElementsByTagName("componentSpec");
    Element luma = (Element) components.item(0);
    luma.setAttribute("HsamplingFactor", "" + across);
    luma.setAttribute("VsamplingFactor", "" + down);
    metadata.setFromTree(FORMAT, root);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var output = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(output);
      writer.write(null, new IIOImage(image, null, metadata), parameters);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}

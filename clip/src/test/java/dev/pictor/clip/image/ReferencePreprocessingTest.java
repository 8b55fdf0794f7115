package dev.pictor.clip.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pictor.clip.Npy;
import dev.pictor.clip.Preprocessing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// [Preprocessing#ORIGINAL] against tensors that the original code made.
///
/// Everything agrees to the bit, JPEGs included: the JDK's libjpeg and the libjpeg-turbo behind
/// Pillow share the integer DCT, the smooth upsampling and (in our own code) the colour conversion.
final class ReferencePreprocessingTest {
  private static final ImagePreprocessor ORIGINAL =
      new ImagePreprocessor(224, Preprocessing.ORIGINAL);

  static Stream<String> sums() throws IOException {
    return new String(TestImages.bytes("reference/SHA256SUMS"), StandardCharsets.UTF_8).lines();
  }

  @ParameterizedTest
  @MethodSource("sums")
  void original_isTheReferenceToTheBit(String line) throws Exception {
    String[] parts = line.split(" {2}");
    float[] pixels =
        ORIGINAL.preprocess(ImageDecoder.decode(TestImages.bytes("reference/" + parts[1])));
    assertThat(TestImages.sha256(pixels)).isEqualTo(parts[0]);
  }

  @Test
  void original_isTheReferenceOnEveryPictureOfTheFullSet() throws Exception {
    Path reference =
        Path.of(System.getProperty("pictor.basedir", "."), "../shared/reference/preprocess");
    assumeTrue(
        Files.isDirectory(reference),
        "the reference photographs are not published: no " + reference);
    List<Path> pictures;
    try (Stream<Path> files = Files.list(reference.resolve("images"))) {
      pictures = files.sorted().toList();
    }
    assertThat(pictures).hasSizeGreaterThanOrEqualTo(37);
    for (Path picture : pictures) {
      String name = picture.getFileName().toString();
      Npy expected = Npy.read(reference.resolve("tensors").resolve(name + ".npy.gz"));
      float[] pixels = ORIGINAL.preprocess(ImageDecoder.decode(picture));
      assertThat(expected.shape()).containsExactly(3, 224, 224);
      assertThat(TestImages.maxDifference(pixels, expected.floats())).as(name).isZero();
    }
  }
}

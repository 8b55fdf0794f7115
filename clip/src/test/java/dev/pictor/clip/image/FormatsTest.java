package dev.pictor.clip.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every format and mode, decoded and scaled in its own mode, against what Pillow makes of it.
final class FormatsTest {
  static Stream<String> sums() throws IOException {
    return new String(TestImages.bytes("formats/SHA256SUMS"), StandardCharsets.UTF_8).lines();
  }

  @ParameterizedTest
  @MethodSource("sums")
  void decode_givesThePixelsOfPillow(String line) throws Exception {
    String[] parts = line.split(" {2}");
    Pixels pixels = ImageDecoder.decode(TestImages.bytes("formats/" + parts[1])).pixels();
    byte[] rgb =
        OriginalPicture.rgb(pixels, Window.centre(pixels.width(), pixels.height(), 24, 24));
    byte[] sum = MessageDigest.getInstance("SHA-256").digest(rgb);
    assertThat(HexFormat.of().formatHex(sum)).isEqualTo(parts[0]);
  }

  @Test
  void format_isThatOfTheContent() throws Exception {
    for (String name : List.of("444.jpg", "rgb.bmp", "grey.gif", "grey.tif", "lossless.webp")) {
      String ending = name.substring(name.indexOf('.') + 1);
      String expected =
          switch (ending) {
            case "jpg" -> "jpeg";
            case "tif" -> "tiff";
            default -> ending;
          };
      assertThat(ImageDecoder.decode(TestImages.bytes("formats/" + name)).format())
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"turned.jpg", "turned.png", "turned.tif", "turned.webp"})
  void orientation_isFoundInEveryFormatThatCarriesIt(String name) throws Exception {
    DecodedImage turned = ImageDecoder.decode(TestImages.bytes("formats/" + name));
    assertThat(turned.width()).isEqualTo(30);
    assertThat(turned.height()).isEqualTo(41);
  }
}

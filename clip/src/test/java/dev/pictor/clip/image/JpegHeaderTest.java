package dev.pictor.clip.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class JpegHeaderTest {
  private static final String FRAME_OF_123 = "\u0008\0\u0010\0\u0010\u0003\1\21\0\2\21\0\3\21\0";
  private static final String FRAME_OF_RGB = "\u0008\0\u0010\0\u0010\u0003R\21\0G\21\0B\21\0";
  private static final String FRAME_OF_FOUR =
      "\u0008\0\u0010\0\u0010\u0004\1\21\0\2\21\0\3\21\0\4\21\0";
  private static final String ADOBE = "Adobe\0\144\0\0\0\0";

  @Test
  void profile_isJoinedFromItsPartsInTheirOrder() {
    byte[] jpeg =
        jpeg(0xE2, "ICC_PROFILE\0\2\2second", 0xE2, "ICC_PROFILE\0\1\2first ", 0xC0, FRAME_OF_123);
    JpegHeader header = JpegHeader.of(jpeg);
    assertThat(header.profile()).isEqualTo("first second".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(header.components()).isEqualTo(3);
  }

  @Test
  void chroma_isDecidedAsLibjpegDoes() {
    assertThat(JpegHeader.of(jpeg(0xC0, FRAME_OF_123)).chroma()).isTrue();
    assertThat(JpegHeader.of(jpeg(0xC0, FRAME_OF_RGB)).chroma()).isFalse();
    assertThat(JpegHeader.of(jpeg(0xE0, "JFIF\0", 0xC2, FRAME_OF_RGB)).chroma()).isTrue();
    assertThat(JpegHeader.of(jpeg(0xEE, ADOBE + "\0", 0xC0, FRAME_OF_123)).chroma()).isFalse();
    assertThat(JpegHeader.of(jpeg(0xEE, ADOBE + "\1", 0xC0, FRAME_OF_RGB)).chroma()).isTrue();
    assertThat(JpegHeader.of(jpeg(0xC0, FRAME_OF_FOUR)).chroma()).isFalse();
    assertThat(JpegHeader.of(jpeg(0xEE, ADOBE + "\2", 0xC0, FRAME_OF_FOUR)).chroma()).isTrue();
  }

  @Test
  void lossless_isTheThirdKindOfFrame() {
    assertThat(JpegHeader.of(jpeg(0xC3, FRAME_OF_123)).lossless()).isTrue();
    assertThat(JpegHeader.of(jpeg(0xC2, FRAME_OF_123)).lossless()).isFalse();
  }

  /// A start marker and these segments, each a marker and its body.
  private static byte[] jpeg(Object... segments) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD8});
    for (int i = 0; i < segments.length; i += 2) {
      byte[] body = ((String) segments[i + 1]).getBytes(StandardCharsets.ISO_8859_1);
      file.write(0xFF);
      file.write((int) segments[i]);
      file.write((body.length + 2) >> 8);
      file.write(body.length + 2);
      file.writeBytes(body);
    }
    return file.toByteArray();
  }
}

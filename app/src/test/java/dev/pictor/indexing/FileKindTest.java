package dev.pictor.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileKindTest {
  @TempDir private Path folder;

  private boolean isPicture(String name, String content) throws IOException {
    return FileKind.isPicture(
        Files.write(folder.resolve(name), content.getBytes(StandardCharsets.ISO_8859_1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.jpg", "a.JPEG", "b.c.Png", "a.webp", "a.heic", ".tiff"})
  void name_ofAPictureIsEnough(String name) throws IOException {
    assertThat(isPicture(name, "no picture")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u00ff\u00d8\u00ff\u00e0",
        "\u0089PNG\r\n\u001a\n",
        "GIF89a",
        "II*\0",
        "MM\0*",
        "RIFF1234WEBP",
        "\0\0\0\30ftypheic",
        "\0\0\0\34ftypavif",
        "\0\0\0\30ftypmif1",
        "BM\1\2\0\0\0\0\0\0\66\0"
      })
  void content_ofAPictureIsEnough(String content) throws IOException {
    assertThat(isPicture("noextension", content)).isTrue();
    assertThat(isPicture("data.bin", content)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "BM is a text", "RIFF1234WAVE", "%PDF-1.7", "GIF", "\0\0\0\30ftypisom"})
  void otherFiles_areNone(String content) throws IOException {
    assertThat(isPicture("notes.txt", content)).isFalse();
    assertThat(isPicture("jpg", content)).isFalse();
  }
}

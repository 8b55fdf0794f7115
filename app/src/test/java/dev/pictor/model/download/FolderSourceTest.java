package dev.pictor.model.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderSourceTest {
  private static final byte[] BYTES = {1, 2, 3};
  private static final WantedFile WANTED =
      new WantedFile(
          "a.pt",
          URI.create("https://models.invalid/x/../y/a.pt"),
          "039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81",
          3);

  @TempDir private Path folder;

  private Path fetch(Path from) {
    Path target = folder.resolve("taken");
    new FileDownload(new FolderSource(from, "group")).fetch(WANTED, target, new QuietProgress());
    return target;
  }

  @ParameterizedTest
  @ValueSource(strings = {"y/a.pt", "group/a.pt", "a.pt"})
  void file_isFoundUnderItsPath_inItsGroup_orSideBySide(String path) throws IOException {
    Path from = folder.resolve("from");
    Files.createDirectories(from.resolve(path).getParent());
    Files.write(from.resolve(path), BYTES);

    assertThat(fetch(from)).hasBinaryContent(BYTES);
    assertThat(from.resolve(path)).exists();
  }

  @Test
  void missingFile_isSaidWithWhereItWasLookedFor() {
    assertThatThrownBy(() -> fetch(folder))
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("looked for y/a.pt, group/a.pt, a.pt");
  }

  @Test
  void otherSize_isRefused_otherBytesToo() throws IOException {
    Files.write(folder.resolve("a.pt"), new byte[4]);
    assertThatThrownBy(() -> fetch(folder)).hasMessageContaining("has 4 bytes, but a.pt has 3");

    Files.write(folder.resolve("a.pt"), new byte[3]);
    assertThatThrownBy(() -> fetch(folder)).hasMessageContaining("its SHA-256 is 709e80c8");
    assertThat(folder.resolve("taken")).doesNotExist();
  }
}

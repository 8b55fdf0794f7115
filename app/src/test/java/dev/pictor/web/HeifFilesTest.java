package dev.pictor.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.testing.HeifFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/// HEIC and AVIF files from the folder to the page.
class HeifFilesTest extends VisitingTest {
  @Override
  ServedPictures make() throws IOException {
    HeifFiles.assumeDecodable();
    ServedPictures made = ServedPictures.withoutAny(folder);
    HeifFiles.copy("turned.heic", made.photos.resolve("phone.heic"));
    HeifFiles.copy("colors.avif", made.photos.resolve("no ending"));
    made.index();
    return made;
  }

  @Test
  void heic_isADownloadWithASmallCopyAsItsContainerTurnsIt() throws IOException {
    HttpResponse<byte[]> file = client.bytes(url("phone.heic") + "/file");

    assertThat(file.headers().firstValue("Content-Type")).hasValue("image/heic");
    assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
        .startsWith("attachment;");
    assertThat(file.body()).isEqualTo(Files.readAllBytes(pictures.photos.resolve("phone.heic")));
    assertThat(client.get(url("phone.heic")).body()).contains("Browsers do not show HEIC files");
    var thumbnail =
        ImageIO.read(
            new ByteArrayInputStream(client.bytes(url("phone.heic") + "/thumbnail").body()));
    assertThat(thumbnail.getWidth()).isLessThan(thumbnail.getHeight());
  }

  @Test
  void avif_isShown() throws IOException {
    HttpResponse<byte[]> file = client.bytes(url("no ending") + "/file");

    assertThat(file.headers().firstValue("Content-Type")).hasValue("image/avif");
    assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
        .startsWith("inline;");
    assertThat(client.get(url("no ending")).body())
        .contains(url("no ending") + "/file")
        .doesNotContain("Browsers do not show");
  }
}

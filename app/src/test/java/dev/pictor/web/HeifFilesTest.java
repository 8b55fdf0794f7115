package dev.pictor.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pictor.clip.UnreadableImageException;
import dev.pictor.clip.image.ImageDecoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// HEIC and AVIF files from the folder to the page.
class HeifFilesTest {
  private static final Path FILES =
      Path.of(System.getProperty("pictor.basedir", ".."))
          .resolve("clip/src/test/resources/dev/pictor/clip/image/heif");

  @TempDir private Path folder;
  private ServedPictures pictures;
  private PictorServer server;
  private Client client;

  @BeforeEach
  void serve() throws IOException {
    assumeTrue(isDecoded(), "libheif1 is not installed");
    pictures = ServedPictures.withoutAny(folder);
    Files.copy(FILES.resolve("turned.heic"), pictures.photos.resolve("phone.heic"));
    Files.copy(FILES.resolve("plain.avif"), pictures.photos.resolve("no ending"));
    pictures.index();
    server = pictures.serve();
    client = new Client(server);
  }

  private static boolean isDecoded() {
    try {
      return ImageDecoder.decode(FILES.resolve("plain.heic")).width() > 0;
    } catch (UnreadableImageException e) {
      if (String.valueOf(e.getMessage()).contains("need libheif")) {
        return false;
      }
      throw e;
    }
  }

  @AfterEach
  void stop() {
    if (server != null) {
      client.close();
      server.close();
      pictures.close();
    }
  }

  private String url(String name) throws IOException {
    return PictureRoutes.url(pictures.id(name));
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

package dev.pictor.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.json.Json;
import dev.pictor.store.lucene.BrokenIndex;
import dev.pictor.testing.TestMetadata;
import dev.pictor.testing.TestPictures;
import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PictureRoutesTest extends VisitingTest {
  @Override
  ServedPictures make() throws IOException {
    return ServedPictures.make(folder);
  }

  @Test
  void file_isTheOriginalBytesWithAFixedType() throws IOException {
    HttpResponse<byte[]> png = client.bytes(url("red disc.png") + "/file");

    assertThat(png.statusCode()).isEqualTo(200);
    assertThat(png.body()).isEqualTo(Files.readAllBytes(pictures.photos.resolve("red disc.png")));
    assertThat(png.headers().firstValue("Content-Type")).hasValue("image/png");
    assertThat(png.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(png.headers().firstValue("Content-Disposition"))
        .hasValue("inline; filename*=UTF-8''red%20disc.png");
    assertThat(png.headers().firstValue("Cache-Control")).hasValue("private, no-cache");
    assertThat(type("wide.jpg")).isEqualTo("image/jpeg");
    assertThat(type("tall.gif")).isEqualTo("image/gif");
    assertThat(type("été/ñandú 😀.jpg")).isEqualTo("image/jpeg");
  }

  private String type(String name) throws IOException {
    return client.bytes(url(name) + "/file").headers().firstValue("Content-Type").orElseThrow();
  }

  @Test
  void file_thatBrowsersDoNotShowIsADownload() throws IOException {
    HttpResponse<byte[]> tiff = client.bytes(url("scan.tiff") + "/file");

    assertThat(tiff.headers().firstValue("Content-Type")).hasValue("image/tiff");
    assertThat(tiff.headers().firstValue("Content-Disposition").orElseThrow())
        .startsWith("attachment;");
    assertThat(client.get(url("scan.tiff")).body())
        .contains(url("scan.tiff") + "/thumbnail", "Browsers do not show TIFF files");
  }

  @Test
  void file_isNotSentAgainWhileItIsTheSame() throws IOException {
    String url = url("red disc.png") + "/file";
    String tag = client.bytes(url).headers().firstValue("ETag").orElseThrow();

    assertThat(tag).startsWith("\"" + pictures.id("red disc.png"));
    assertThat(client.bytes(url, "If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(client.bytes(url, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
  }

  @Test
  void file_isSentInParts() throws IOException {
    byte[] whole = Files.readAllBytes(pictures.photos.resolve("red disc.png"));
    String url = url("red disc.png") + "/file";

    HttpResponse<byte[]> part = client.bytes(url, "Range", "bytes=10-29");

    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole, 10, 30));
    assertThat(part.headers().firstValue("Content-Range")).hasValue("bytes 10-29/" + whole.length);
    assertThat(part.headers().firstValue("Content-Type")).hasValue("image/png");
    assertThat(client.bytes(url, "Range", "bytes=-7").body())
        .isEqualTo(Arrays.copyOfRange(whole, whole.length - 7, whole.length));
    assertThat(client.bytes(url, "Range", "bytes=20-").body())
        .isEqualTo(Arrays.copyOfRange(whole, 20, whole.length));
    assertThat(client.bytes(url, "Range", "bytes=0-1,4-5").body()).isEqualTo(whole);
    assertThat(client.bytes(url, "Range", "bytes=0-1", "If-Range", "\"other\"").body())
        .isEqualTo(whole);
    HttpResponse<byte[]> none = client.bytes(url, "Range", "bytes=" + whole.length + "-");
    assertThat(none.statusCode()).isEqualTo(416);
    assertThat(none.headers().firstValue("Content-Range")).hasValue("bytes */" + whole.length);
    assertThat(client.bytes("/api/v1" + url, "Range", "bytes=10-29").body()).isEqualTo(part.body());
  }

  @Test
  void api_tellsWhatIsKnownAndWhereItLies() throws IOException {
    Files.copy(pictures.photos.resolve("wide.jpg"), pictures.photos.resolve("été/a copy.jpg"));
    pictures.index();
    Files.delete(pictures.photos.resolve("wide.jpg"));

    JsonNode json =
        Json.read(
            client.get("/api/v1" + url("été/a copy.jpg") + "?q=sea+type:jpeg").body(),
            JsonNode.class);

    assertThat(json.get("sha256").stringValue()).startsWith(json.get("id").stringValue());
    assertThat(json.get("places")).hasSize(2);
    assertThat(json.at("/places/0/state").stringValue()).isEqualTo("gone");
    assertThat(json.at("/places/0").has("file")).isFalse();
    assertThat(Path.of(json.at("/places/1/file").stringValue())).isRegularFile();
    assertThat(json.at("/metadata/name").stringValue()).isEqualTo("a copy.jpg");
    assertThat(json.at("/explanation/terms/0/term").stringValue()).isEqualTo("sea");
    assertThat(json.at("/explanation/filters/0").stringValue()).isEqualTo("type:jpeg");
  }

  @Test
  void head_tellsTheSizeAndSendsNothing() throws IOException {
    HttpResponse<String> head = client.send("HEAD", url("red disc.png") + "/file", null);

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValueAsLong("Content-Length"))
        .hasValue(Files.size(pictures.photos.resolve("red disc.png")));
  }

  @Test
  void thumbnail_isASmallJpegThatBrowsersKeep() throws IOException {
    HttpResponse<byte[]> thumbnail = client.bytes(url("wide.jpg") + "/thumbnail");
    String tag = thumbnail.headers().firstValue("ETag").orElseThrow();

    assertThat(thumbnail.headers().firstValue("Content-Type")).hasValue("image/jpeg");
    assertThat(ImageIO.read(new ByteArrayInputStream(thumbnail.body())).getWidth())
        .isBetween(1, 900);
    assertThat(thumbnail.headers().firstValue("Cache-Control")).hasValue("private, max-age=86400");
    assertThat(client.bytes(url("wide.jpg") + "/thumbnail", "If-None-Match", tag).statusCode())
        .isEqualTo(304);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void thumbnail_missingOrDamagedIsMadeAgainFromAFileWithThatContent(boolean isMissing)
      throws IOException {
    Files.copy(pictures.photos.resolve("wide.jpg"), pictures.photos.resolve("été/a copy.jpg"));
    pictures.index();
    byte[] expected = client.bytes(url("wide.jpg") + "/thumbnail").body();
    String url = url("wide.jpg") + "/thumbnail";
    damage("wide.jpg", isMissing);
    // The first place holds another picture of the same size by now, and the server must notice.
    byte[] changed = Files.readAllBytes(pictures.photos.resolve("wide.jpg"));
    changed[changed.length - 20] ^= 1;
    Files.write(pictures.photos.resolve("wide.jpg"), changed);
    awaitNewCommit();

    HttpResponse<byte[]> answer = client.bytes(url);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/jpeg");
    assertThat(answer.body()).isEqualTo(expected);
    Files.delete(pictures.photos.resolve("été/a copy.jpg"));
    assertThat(client.bytes(url).body()).as("kept in memory").isEqualTo(expected);
  }

  @Test
  void thumbnail_thatCannotBeMadeIsNotFound_andSaysWhatToDo() throws IOException {
    String url = url("wide.jpg");
    damage("wide.jpg", false);
    pictures.draw("wide.jpg", 900, 150, Color.PINK);
    awaitNewCommit();

    HttpResponse<String> answer = client.get(url + "/thumbnail");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("no small copy", "./pictor doctor --fix");
    assertThat(client.get(url).statusCode()).as("its page").isEqualTo(200);
  }

  private void damage(String name, boolean isMissing) throws IOException {
    BrokenIndex index = new BrokenIndex(folder.resolve("lucene"), ServedPictures.COLLECTION);
    if (isMissing) {
      index.removeThumbnail(pictures.id(name));
    } else {
      index.setThumbnail(pictures.id(name), new byte[] {(byte) 0xff, (byte) 0xd8, 1, 2, 3, 4});
    }
  }

  /// The server looks for what others write once a second.
  private static void awaitNewCommit() {
    LockSupport.parkNanos(1_200_000_000);
  }

  @Test
  void page_showsThePictureAndItsFacts() throws IOException {
    String page = client.get(url("été/ñandú 😀.jpg") + "?q=bird").body();

    assertThat(page)
        .contains("200 × 160 pixels", "JPEG, ", "été/ñandú 😀.jpg", "photos")
        .contains(url("été/ñandú 😀.jpg") + "/file")
        .contains("href=\"/search?q=bird\"");
  }

  @Test
  void page_showsWhenWhereAndWithWhatItWasTaken() throws IOException {
    Path file = pictures.photos.resolve("phone.jpg");
    byte[] known =
        TestMetadata.jpeg(
            TestPictures.bytes(5, "jpg"), TestMetadata.exifSegment(TestMetadata.typical().block()));
    Files.write(file, known);
    Files.setLastModifiedTime(
        pictures.photos.resolve("wide.jpg"), FileTime.from(Instant.parse("2020-02-29T23:59:00Z")));
    pictures.index();

    assertThat(client.get(url("phone.jpg")).body())
        .contains("1 May 2024, 12:30 (UTC+02:00)")
        .contains("NIKON D750")
        .contains("52.52000° N, 13.40000° W");
    assertThat(client.get(url("wide.jpg")).body())
        .contains("29 February 2020, 23:59 UTC, by the date of its file")
        .doesNotContain("Camera", "Place");
  }

  @Test
  void page_escapesFileNames() throws IOException {
    assertThat(client.get(url(ServedPictures.HOSTILE_NAME)).body())
        .contains("&lt;img src=x onerror=alert(1)")
        .doesNotContain("<img src=x");
  }

  @Test
  void unknownPicture_isNotFound() {
    for (String id : new String[] {"0".repeat(32), "x", "%2e%2e", "0".repeat(31) + "G"}) {
      assertThat(client.get("/pictures/" + id).statusCode()).isEqualTo(404);
      assertThat(client.get("/pictures/" + id + "/file").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void file_replacedByAPageIsNotServed() throws IOException {
    String url = url("red disc.png");
    Files.writeString(
        pictures.photos.resolve("red disc.png"), "<html><script>alert(1)</script></html>");

    HttpResponse<String> answer = client.get(url + "/file");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).doesNotContain("alert(1)").contains("no picture any more");
  }

  @Test
  void file_thatLeadsOutOfItsRootIsNotServed(@TempDir Path outside) throws IOException {
    String url = url("red disc.png");
    Path file = pictures.photos.resolve("red disc.png");
    Path secret = Files.move(file, outside.resolve("secret.png"));
    Files.createSymbolicLink(file, secret);

    assertThat(client.get(url + "/file").statusCode()).isEqualTo(404);
    assertThat(client.get(url + "/thumbnail").statusCode()).isEqualTo(404);
  }

  @Test
  void file_underALinkedFolderThatLeadsOutIsNotServed(@TempDir Path outside) throws IOException {
    String url = url("été/ñandú 😀.jpg");
    Path moved = Files.move(pictures.photos.resolve("été"), outside.resolve("moved"));
    Files.createSymbolicLink(pictures.photos.resolve("été"), moved);

    assertThat(client.get(url + "/file").statusCode()).isEqualTo(404);
  }

  @Test
  void replacedPicture_hasAnotherVersion() throws IOException {
    String url = url("red disc.png") + "/file";
    String tag = client.bytes(url).headers().firstValue("ETag").orElseThrow();
    pictures.draw("red disc.png", 40, 40, Color.CYAN);
    Files.setLastModifiedTime(pictures.photos.resolve("red disc.png"), FileTime.fromMillis(1));

    assertThat(client.bytes(url, "If-None-Match", tag).statusCode()).isEqualTo(200);
  }

  @Test
  void unreachableRoot_showsThumbnailsWithANote() throws IOException {
    Map<String, Path> away = Map.of("photos", folder.resolve("not here"));
    ServerOptions options = new ServerOptions("127.0.0.1", 0, null, false);
    try (PictorServer elsewhere = pictures.serve(options, pictures.ready(), away);
        Client visitor = new Client(elsewhere)) {
      String url = url("red disc.png");

      assertThat(visitor.get("/search?q=disc").body())
          .contains("6 pictures for", "small copy", "Some folders cannot be reached");
      assertThat(visitor.bytes(url + "/thumbnail").statusCode()).isEqualTo(200);
      assertThat(visitor.get(url).body())
          .contains("--root photos=DIR", url + "/thumbnail")
          .doesNotContain(url + "/file");
      assertThat(visitor.get(url + "/file").statusCode()).isEqualTo(404);
      assertThat(visitor.get("/api/v1/search?q=disc").body()).contains("\"path\":null");
    }
  }
}

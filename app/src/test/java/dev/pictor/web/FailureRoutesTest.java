package dev.pictor.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.json.Json;
import dev.pictor.picture.FileStamp;
import dev.pictor.picture.Place;
import dev.pictor.store.Change;
import dev.pictor.store.Change.PutFailure;
import dev.pictor.store.KnownFile.FailedFile;
import dev.pictor.store.PictureStore;
import dev.pictor.web.FailuresJson.Failure;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FailureRoutesTest extends VisitingTest {
  private static final String HOSTILE = "<img src=x onerror=alert(2)>\"'&.png";

  @Override
  ServedPictures make() throws IOException {
    ServedPictures made = ServedPictures.make(folder);
    Files.writeString(made.photos.resolve("été/no picture.jpg"), "This is text.");
    Files.writeString(made.photos.resolve(HOSTILE), "So is this.");
    made.index();
    return made;
  }

  /// Puts them into a collection that is there.
  static void put(ServedPictures pictures, List<FailedFile> failures) {
    try (PictureStore store =
        pictures.storage.openToWrite(
            ServedPictures.COLLECTION,
            pictures.storage.info(ServedPictures.COLLECTION).orElseThrow().model())) {
      store.apply(failures.stream().<Change>map(PutFailure::new).toList());
    }
  }

  static FailedFile failure(String path, String reason, Instant at, int attempts) {
    return failure(path, new FileStamp(1, 2), reason, at, attempts);
  }

  static FailedFile failure(String path, FileStamp stamp, String reason, Instant at, int attempts) {
    return new FailedFile(new Place("photos", path), stamp, reason, at, attempts);
  }

  /// As indexing sees it.
  static FileStamp stamp(Path file) throws IOException {
    return new FileStamp(Files.size(file), Files.getLastModifiedTime(file).toMillis());
  }

  @Test
  void home_saysHowManyAndLeadsThere() {
    assertThat(client.get("/").body())
        .contains("<a href=\"/failures\">2 files could not be read</a>");
  }

  @Test
  void page_tellsPlaceReasonTimeAndAttempts() {
    put(pictures, List.of(failure("old.jpg", "a made-up reason", at("2024-05-01T12:30:00Z"), 3)));
    try (PictorServer server = pictures.serve();
        Client visitor = new Client(server)) {
      HttpResponse<String> page = visitor.get("/failures");

      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
      assertThat(page.headers().firstValue("Cache-Control")).hasValue("private, no-cache");
      assertThat(page.body())
          .startsWith("<!doctype html>")
          .contains("<title>Files that could not be read · Pictor</title>")
          .contains("3 files in “made”, most recent first.")
          .contains("pictor index --retry --collection made FOLDER")
          .contains("<th scope=\"row\">été/no picture.jpg</th><td>photos</td>")
          .contains("it is no picture of a known format")
          .contains(
              "<th scope=\"row\">old.jpg</th><td>photos</td><td>a made-up reason</td>"
                  + "<td><time datetime=\"2024-05-01T12:30:00Z\">1 May 2024, 12:30 UTC</time></td>"
                  + "<td class=\"number\">3</td>")
          .doesNotContain("not shown");
      assertThat(page.body().indexOf("old.jpg"))
          .as("most recent first")
          .isGreaterThan(page.body().indexOf("no picture.jpg"));
    }
  }

  @Test
  void page_escapesWhatFilesAreCalledAndSaidToBe() {
    put(pictures, List.of(failure("a.png", "<script>alert(3)</script>", Instant.now(), 1)));
    try (PictorServer server = pictures.serve();
        Client visitor = new Client(server)) {
      assertThat(visitor.get("/failures").body())
          .contains("&lt;img src=x onerror=alert(2)", "&lt;script&gt;alert(3)")
          .doesNotContain("<img src=x", "<script>alert");
    }
  }

  @Test
  void neither_tellsWhereTheRootLies() {
    String directory = pictures.photos.toAbsolutePath().toString();
    put(
        pictures,
        List.of(
            failure(
                "a.png", "cannot be read: " + directory + "/a.png: bad disk", Instant.now(), 1)));
    try (PictorServer server = pictures.serve();
        Client visitor = new Client(server)) {
      for (String path : List.of("/failures", "/api/v1/failures")) {
        assertThat(visitor.get(path).body())
            .contains("cannot be read: a.png: bad disk")
            .doesNotContain(directory);
      }
    }
  }

  @Test
  void page_ofManyIsBoundedAndSaysSo() {
    put(
        pictures,
        IntStream.range(0, 600)
            .mapToObj(n -> failure(n + ".jpg", "made up", at("2024-05-01T12:30:00Z"), 1))
            .toList());
    try (PictorServer server = pictures.serve();
        Client visitor = new Client(server)) {
      String page = visitor.get("/failures").body();

      assertThat(Pattern.compile("<th scope=\"row\">").matcher(page).results()).hasSize(500);
      assertThat(page)
          .contains("602 files in “made”")
          .contains("These are the 500 most recent; 102 more are not shown.")
          .contains("no picture.jpg");
      assertThat(json(visitor, "/api/v1/failures").failures()).hasSize(100);
      assertThat(json(visitor, "/api/v1/failures?limit=500").failures()).hasSize(500);
      assertThat(json(visitor, "/api/v1/failures").failed()).isEqualTo(602);
    }
  }

  @Test
  void page_withoutAnySaysThatAllIsWell() throws IOException {
    Files.delete(pictures.photos.resolve("été/no picture.jpg"));
    try (ServedPictures fine = ServedPictures.make(Files.createDirectory(folder.resolve("fine")));
        PictorServer server = fine.serve();
        Client visitor = new Client(server)) {
      assertThat(visitor.get("/failures").body())
          .contains("<h1>Every file could be read</h1>")
          .contains("The collection “made” knows of no file that it could not read.")
          .doesNotContain("<table");
      assertThat(visitor.get("/").body()).doesNotContain("/failures");
      assertThat(visitor.get("/api/v1/failures").body())
          .isEqualTo("{\"collection\":\"made\",\"failed\":0,\"failures\":[]}");
    }
  }

  @Test
  void page_withoutACollectionSaysWhatToDo() throws IOException {
    try (ServedPictures none =
            ServedPictures.withoutAny(Files.createDirectory(folder.resolve("none")));
        PictorServer server = none.serve();
        Client visitor = new Client(server)) {
      HttpResponse<String> page = visitor.get("/failures");

      assertThat(page.statusCode()).isEqualTo(503);
      assertThat(page.body()).contains("Nothing is indexed yet");
    }
  }

  @Test
  void api_tellsTheSame() {
    HttpResponse<String> answer = client.get("/api/v1/failures?limit=1");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    FailuresJson all = json(client, "/api/v1/failures");
    assertThat(all.collection()).isEqualTo("made");
    assertThat(all.failed()).isEqualTo(2);
    assertThat(all.failures())
        .extracting(Failure::path)
        .containsExactlyInAnyOrder("été/no picture.jpg", HOSTILE);
    assertThat(all.failures())
        .allSatisfy(
            failure -> {
              assertThat(failure.root()).isEqualTo("photos");
              assertThat(failure.reason()).contains("no picture of a known format");
              assertThat(Instant.parse(failure.at())).isBefore(Instant.now());
              assertThat(failure.attempts()).isEqualTo(1);
            });
    assertThat(Json.read(answer.body(), FailuresJson.class).failures())
        .containsExactly(all.failures().getFirst());
  }

  @Test
  void api_refusesOtherLimits() {
    for (String limit : List.of("0", "-1", "501", "x", "9999999999")) {
      HttpResponse<String> answer = client.get("/api/v1/failures?limit=" + limit);

      assertThat(answer.statusCode()).as(limit).isEqualTo(400);
      assertThat(answer.body()).contains("bad-limit", "it takes 1 to 500");
    }
    assertThat(client.send("POST", "/failures", null).statusCode()).isEqualTo(405);
  }

  private static FailuresJson json(Client visitor, String path) {
    return Json.read(visitor.get(path).body(), FailuresJson.class);
  }

  private static Instant at(String time) {
    return Instant.parse(time);
  }
}

package dev.pictor.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pictor.model.ModelState;
import dev.pictor.store.PictureStore;
import java.awt.Color;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LibraryRoutesTest extends VisitingTest {
  private static final String COVER = "/library/albums/cover?name=Red&rank=";

  @Override
  ServedPictures make() throws IOException {
    return ServedPictures.make(folder);
  }

  @Test
  void page_tellsWhatThereIs() throws IOException {
    pictures.draw("summer \"24\"/a.png", 60, 60, Color.PINK);
    pictures.draw("summer \"24\"/deep/b.png", 70, 60, Color.PINK);
    pictures.index();
    try (PictorServer server = pictures.serve();
        Client visitor = new Client(server)) {
      HttpResponse<String> page = visitor.get("/library");

      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.headers().firstValue("Cache-Control")).hasValue("private, no-cache");
      assertThat(page.body())
          .startsWith("<!doctype html>")
          .contains("8 pictures in 8 files of collection “made”", "Last indexed ")
          .contains(pictures.photos.toRealPath().toString(), "8 pictures</span>")
          .contains("href=\"/search?q=folder%3A%22photos%22\"")
          .contains(
              "href=\"/search?q=folder%3A%22photos%2Fsummer+%5C%2224%5C%22%22\">summer \"24\" <span class=\"number\">2<")
          .contains("Every file could be read.", "None yet.")
          .contains("tiny-openai", pictures.clip.fingerprint().substring(0, 12), "fp32")
          .contains("lucene", "Free there")
          .doesNotContain("out of reach", "http-equiv=\"refresh\"", "Other collections");
      assertThat(visitor.get("/search?q=folder%3A%22photos%2Fsummer+%5C%2224%5C%22%22").body())
          .contains("2 pictures for");
      assertThat(visitor.get("/").body()).contains("href=\"/library\"");
    }
  }

  @Test
  void folderOutOfReach_isSaid() throws IOException {
    Files.move(pictures.photos, pictures.photos.resolveSibling("moved"));

    assertThat(client.get("/library").body()).contains("out of reach here", "6 pictures</span>");
  }

  @Test
  void otherCollections_areToldAndDamagedOnesToo() throws IOException {
    pictures
        .storage
        .openToWrite("holiday", pictures.storage.info("made").orElseThrow().model())
        .close();
    Path damaged = Files.createDirectories(folder.resolve("lucene/damaged"));
    Files.write(damaged.resolve("segments_1"), new byte[] {1, 2, 3});

    assertThat(client.get("/library").body())
        .contains("<dt>holiday</dt><dd>0 pictures, model tiny-openai")
        .contains("<dt>damaged</dt><dd>The collection in ");
  }

  @Test
  void job_isShownWhileItRunsAndAfterwards() throws IOException {
    try (PictureStore _ = pictures.hold()) {
      HttpResponse<String> begun = client.post("/library/jobs", "");
      assertThat(begun.statusCode()).isEqualTo(303);
      assertThat(begun.headers().firstValue("Location")).hasValue("/library");
      assertThat(client.post("/library/jobs", "").statusCode())
          .as("the one that is under way will do")
          .isEqualTo(303);
      assertThat(client.get("/library").body())
          .contains("<noscript><meta http-equiv=\"refresh\"", "data-events=\"/api/v1/jobs/")
          .contains(">Cancel</button>")
          .doesNotContain("Look for changes");
    }
    String job = client.get("/api/v1/jobs").body().replaceAll("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
    client.get("/api/v1/jobs/" + job + "/events");

    assertThat(client.get("/library").body())
        .contains("Done: 0 new pictures, 6 unchanged.", ">Look for changes</button>")
        .doesNotContain("http-equiv=\"refresh\"", ">Cancel</button>");
    assertThat(client.get("/library", "HX-Request", "true").body())
        .startsWith("\n  <title>Library")
        .contains("hx-swap-oob=\"innerHTML:#status\">Done: 0 new pictures")
        .doesNotContain("<!doctype", "<header");
  }

  @Test
  void withoutAModel_noJobIsOffered() {
    try (PictorServer server = pictures.serve(new ModelState.Loading("ViT-B-32"));
        Client visitor = new Client(server)) {
      assertThat(visitor.get("/library").body())
          .contains("6 pictures in 6 files", "ViT-B-32 is loading.")
          .doesNotContain(">Look for changes</button>");
    }
  }

  @Test
  void missingCollection_isSaidWithWhatToDo() throws IOException {
    try (ServedPictures none =
            ServedPictures.withoutAny(Files.createDirectory(folder.resolve("none")));
        PictorServer server = none.serve();
        Client visitor = new Client(server)) {
      HttpResponse<String> page = visitor.get("/library");

      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body())
          .contains("Nothing is indexed yet", "./pictor index --collection made FOLDER")
          .doesNotContain("0 pictures", "No folder is registered", "Every file could be read");
    }
  }

  @Test
  void brokenStore_isSaidAndNeverTakenForNothing() throws IOException {
    pictures.history.saved().add("made", "Red", "red");
    Path commit = StatesTest.commit(folder.resolve("lucene/made"));
    Files.write(commit, new byte[] {1, 2, 3});
    try (PictorServer server = pictures.serve();
        Client visitor = new Client(server)) {
      HttpResponse<String> page = visitor.get("/library");

      assertThat(page.statusCode()).isEqualTo(503);
      assertThat(page.body())
          .contains("The pictures cannot be looked up right now", "http-equiv=\"refresh\"")
          .contains("hx-get=\"/library\" hx-trigger=\"load delay:5s\"", ">Red<")
          .doesNotContain("0 pictures", "No folder is registered", "Every file could be read")
          .doesNotContain(">Look for changes</button>", "/library/albums/cover");
      assertThat(visitor.post("/library/jobs", "").statusCode()).isEqualTo(503);
    }
  }

  @Test
  void albums_haveCoversAndCanBeRenamedAndRemoved() {
    pictures.history.saved().add("made", "Red", "\"red disc\"");
    pictures.history.saved().add("made", "Few", "type:tiff");
    pictures.history.saved().add("other", "Not here", "red");

    assertThat(client.get("/library").body())
        .contains("/library/albums/cover?name=Red&amp;rank=4", ">Few<")
        .doesNotContain("Not here");
    HttpResponse<String> cover = client.get(COVER + "1");
    assertThat(cover.statusCode()).isEqualTo(302);
    assertThat(client.bytes(cover.headers().firstValue("Location").orElseThrow()).statusCode())
        .isEqualTo(200);
    assertThat(client.get("/library/albums/cover?name=Few&rank=1").statusCode()).isEqualTo(302);
    assertThat(
            client
                .get("/library/albums/cover?name=Few&rank=2")
                .headers()
                .firstValue("Content-Type"))
        .hasValue("image/svg+xml");
    for (String rank : new String[] {"0", "5", "x", ""}) {
      assertThat(client.get(COVER + rank).statusCode()).as(rank).isEqualTo(400);
    }
    assertThat(client.get("/library/albums/cover?name=Blue&rank=1").statusCode()).isEqualTo(409);

    HttpResponse<String> renamed =
        client.post("/library/albums/rename", "name=Red&to=+%3Cb%3ERot%3C%2Fb%3E");
    assertThat(renamed.statusCode()).isEqualTo(303);
    assertThat(renamed.headers().firstValue("Location")).hasValue("/library");
    assertThat(client.get("/library").body()).contains("&lt;b&gt;Rot").doesNotContain("<b>Rot");
    assertThat(client.post("/library/albums/rename", "name=Few&to=<b>Rot</b>").body())
        .contains("There is a saved search");
    assertThat(client.post("/library/albums/rename", "name=Few&to=").statusCode()).isEqualTo(409);
    assertThat(client.post("/library/albums/remove", "name=Few").statusCode()).isEqualTo(303);
    assertThat(client.post("/library/albums/remove", "name=Few").statusCode()).isEqualTo(409);
    assertThat(pictures.history.saved().of("made"))
        .extracting("name", "query")
        .containsExactly(tuple("<b>Rot</b>", "\"red disc\""));
  }

  @Test
  void coverOfASearchThatCannotBeAnswered_isEmpty() {
    pictures.history.saved().add("made", "Red", "width:nonsense");

    assertThat(client.get(COVER + "1").headers().firstValue("Content-Type"))
        .hasValue("image/svg+xml");
  }

  @Test
  void duplicates_areComparedWhenSomebodyAsks() throws Exception {
    Files.copy(pictures.photos.resolve("wide.jpg"), pictures.photos.resolve("again.jpg"));
    pictures.index();
    assertThat(client.get("/library/duplicates").body())
        .contains("Nobody has looked for duplicates yet", ">Look for duplicates</button>");

    HttpResponse<String> begun = client.post("/library/duplicates", "");

    assertThat(begun.statusCode()).isEqualTo(303);
    assertThat(begun.headers().firstValue("Location")).hasValue("/library/duplicates");
    String page;
    do {
      page = client.get("/library/duplicates").body();
    } while (page.contains("<progress"));
    assertThat(page)
        .contains("1 picture has more than one file; 0 groups of pictures that hardly differ")
        .contains("2 files that are the same to the bit", "photos:again.jpg", "photos:wide.jpg")
        .contains("With so few pictures it cannot be told")
        .doesNotContain("has changed since", "http-equiv=\"refresh\"");

    pictures.draw("another.png", 50, 50, Color.RED);
    pictures.index();
    try (PictorServer server = pictures.serve();
        Client visitor = new Client(server)) {
      assertThat(visitor.get("/library/duplicates").body()).contains("Nobody has looked");
      assertThat(visitor.get("/library/duplicates?from=x").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void script_isServedWithItsType() {
    assertThat(client.get("/static/library.js").headers().firstValue("Content-Type"))
        .hasValue("text/javascript; charset=utf-8");
    assertThat(client.get("/library").body())
        .containsPattern("<script src=\"/static/library.js\\?v=[0-9a-f]{16}\" defer></script>");
  }
}

package dev.pictor.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.json.Json;
import dev.pictor.search.Background;
import dev.pictor.search.Page;
import dev.pictor.search.Query;
import dev.pictor.search.Relevance;
import dev.pictor.search.Search;
import dev.pictor.search.SearchJson;
import dev.pictor.store.PictureStore;
import java.awt.Color;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SearchRoutesTest {
  @TempDir private static Path folder;
  private static ServedPictures pictures;
  private static PictorServer server;
  private static Client client;

  @BeforeAll
  static void serve() throws IOException {
    pictures = ServedPictures.make(folder);
    server = pictures.serve();
    client = new Client(server);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      client.close();
      server.close();
      pictures.close();
    }
  }

  @Test
  void home_hasASearchBoxAndSaysWhatThereIs() {
    HttpResponse<String> home = client.get("/");

    assertThat(home.statusCode()).isEqualTo(200);
    assertThat(home.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
    assertThat(home.body()).doesNotContain("drawn scenes");
    assertThat(home.body())
        .startsWith("<!doctype html>")
        .contains("name=\"q\"", "autofocus", "Find images like…")
        .contains("6 pictures in “made”, searched with tiny-openai");
  }

  @Test
  void firstPage_isLight() {
    String home = client.get("/").body();
    int bytes = home.length();
    var addresses = Pattern.compile("(?:href|src)=\"(/static/[^\"]+)\"").matcher(home);
    int files = 0;
    while (addresses.find()) {
      HttpResponse<byte[]> file = client.bytes(addresses.group(1), "Accept-Encoding", "gzip");
      assertThat(file.statusCode()).isEqualTo(200);
      bytes += file.body().length;
      files++;
    }

    assertThat(files).isGreaterThanOrEqualTo(3);
    assertThat(bytes).isLessThan(100_000);
  }

  @Test
  void search_answersAPageWithEveryPictureAndItsScore() {
    HttpResponse<String> page = client.get("/search?q=a+red+disc");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .startsWith("<!doctype html>")
        .contains("6 pictures for “a red disc”, best first")
        .contains("value=\"a red disc\"")
        .contains("width=\"900\" height=\"150\"")
        .contains("ñandú 😀.jpg")
        .containsPattern("class=\"score\"[^>]*>-?0\\.\\d{3}<");
    assertThat(count(page.body(), "<li class=\"tile ")).isEqualTo(6);
  }

  @Test
  void search_forHtmxAnswersThePieceOnly() {
    HttpResponse<String> piece = client.get("/search?q=a+red+disc", "HX-Request", "true");

    assertThat(piece.body())
        .doesNotContain("<html", "role=\"search\"")
        .contains("hx-swap-oob=\"innerHTML:#status\"", "6 pictures for");
    assertThat(count(piece.body(), "<li class=\"tile ")).isEqualTo(6);
    assertThat(piece.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(piece.headers().firstValue("Vary")).hasValue("HX-Request");
  }

  @Test
  void marks_refineASearch_inThePageAndInTheApi() {
    JsonNode hits = json("/api/v1/search?q=a+red+disc").get("hits");
    String good = hits.get(3).get("id").stringValue();
    String bad = hits.get(1).get("id").stringValue();
    String marks = "&good=%s&bad=%s".formatted(good, bad);

    JsonNode marked = json("/api/v1/search?q=a+red+disc&explain=true&k=2" + marks);
    assertThat(marked.get("hits").get(0).get("terms"))
        .extracting(term -> term.get("term").stringValue())
        .containsExactly("a red disc", "the nearest good one", "the nearest bad one");
    assertThat(marked.get("hits").get(0).get("score").doubleValue()).isBetween(0.0, 1.0);

    // They stay in the addresses of what comes behind and of each picture.
    String page = client.get("/search?q=a+red+disc&k=2" + marks).body();
    assertThat(nextUrl(page)).contains(marks);
    String picture = client.get("/pictures/%s?q=a+red+disc%s".formatted(good, marks)).body();
    assertThat(picture)
        .contains("the nearest good one", "Not the nearest bad one")
        .contains(("/search?q=a+red+disc" + marks).replace("&", "&amp;"));
    assertThat(client.get(nextUrl(page)).body()).contains("Pictures 3 to 4");
  }

  @Test
  void marks_thatAreNoIds_areRefused() {
    HttpResponse<String> answer = client.get("/api/v1/search?q=dog&good=" + "x".repeat(3_000));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Json.read(answer.body(), JsonNode.class).get("detail").stringValue())
        .contains("is marked good and is no id of a picture")
        .hasSizeLessThan(200);
  }

  @Test
  void search_goesOnWhereThePageBeforeEnded() {
    String page = client.get("/search?q=a+red+disc&k=4").body();
    assertThat(count(page, "<li class=\"tile ")).isEqualTo(4);
    String url = nextUrl(page);
    assertThat(url).isNotEmpty();

    String whole = client.get(url).body();
    String piece = client.get(url, "HX-Request", "true").body();

    assertThat(whole).contains("Pictures 5 to 6 for “a red disc”, best first");
    assertThat(count(whole, "<li class=\"tile ")).isEqualTo(2);
    assertThat(count(piece, "<li class=\"tile ")).isEqualTo(2);
    assertThat(piece).doesNotContain("<ol", "<title", "class=\"more\"");
    assertThat(client.get("/search?q=another&k=4" + url.substring(url.indexOf("&cursor"))).body())
        .contains("This cursor belongs to another query");
  }

  @Test
  void api_tellsCountsAndGoesOnByCursor() {
    JsonNode first = json("/api/v1/search?q=disc&k=4&count=true");
    assertThat(first.get("counts").get("pictures").asInt()).isEqualTo(6);
    assertThat(first.get("hits")).hasSize(4);

    JsonNode second = json("/api/v1/search?q=disc&k=4&cursor=" + first.get("next").asString());
    assertThat(second.get("hits")).hasSize(2);
    assertThat(second.get("hits").get(0).get("rank").asInt()).isEqualTo(5);
    assertThat(second.has("next")).isFalse();
    assertThat(second.has("counts")).isFalse();
    assertThat(client.get("/api/v1/search?q=disc&cursor=x").statusCode()).isEqualTo(400);
  }

  private static JsonNode json(String path) {
    return Json.read(client.get(path).body(), JsonNode.class);
  }

  @Test
  void searchForm_answersThePieceWithTheFourBest() {
    HttpResponse<String> piece = client.post("/search_form", "search_text=a+red+disc");

    assertThat(piece.statusCode()).isEqualTo(200);
    assertThat(piece.body()).doesNotContain("<html");
    assertThat(count(piece.body(), "<li class=\"tile ")).isEqualTo(4);
  }

  @Test
  void searchForm_takesATextFarLongerThanAModelReads() {
    HttpResponse<String> piece =
        client.post("/search_form", "search_text=" + "red+".repeat(10_000));

    assertThat(piece.statusCode()).isEqualTo(200);
    assertThat(count(piece.body(), "<li class=\"tile ")).isEqualTo(4);
    assertThat(piece.body()).contains("so this was left out: red red");
    assertThat(piece.body()).hasSizeLessThan(10_000 * 4 * 5 + 5_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "search_text=", "search_text=%20%09", "other=x"})
  void searchForm_withoutTextAnswersAHint(String form) {
    HttpResponse<String> piece = client.post("/search_form", form, "HX-Request", "true");

    assertThat(piece.statusCode()).isEqualTo(422);
    assertThat(piece.body()).contains("What should the pictures show?").doesNotContain("<html");
  }

  @Test
  void searchForm_takesFormsOnlyAndNoLargeOnes() {
    assertThat(client.post("/search_form", "search_text=" + "a".repeat(70_000)).statusCode())
        .isEqualTo(413);
    assertThat(
            client
                .send("POST", "/search_form", null, "Content-Type", "multipart/form-data")
                .statusCode())
        .isEqualTo(415);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "日本の庭",
        "ein Mann springt über den Zaun",
        "😀😀",
        "مرحبا",
        "\u0000",
        "a\r\nb",
        "\ufffd",
        "100%",
        "a+b&k=1"
      })
  void search_takesTextOfEveryScript(String text) {
    HttpResponse<String> page = client.get("/search?q=" + Client.encoded(text));
    HttpResponse<String> json = client.get("/api/v1/search?q=" + Client.encoded(text));

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(count(page.body(), "<li class=\"tile ")).isEqualTo(6);
    assertThat(Json.read(json.body(), SearchJson.class).query().text()).isEqualTo(text);
  }

  @Test
  void search_escapesQueriesAndFileNames() {
    String attack = Client.encoded("\"><script>alert(1)</script><img src=x onerror='alert(2)'>");
    for (String path : List.of("/search?q=" + attack, "/search?k=x&q=" + attack)) {
      for (String body :
          List.of(client.get(path).body(), client.get(path, "HX-Request", "true").body())) {
        assertThat(body).doesNotContain("<script>alert", "<img src=x", "\"><script");
      }
    }
    assertThat(client.get("/search?q=magenta").body()).contains("&lt;img src=x onerror=alert(1)");
  }

  @Test
  void api_answersWhatTheCommandPrints() {
    SearchJson direct;
    try (PictureStore store =
        pictures.storage.openToRead(ServedPictures.COLLECTION).orElseThrow()) {
      direct =
          SearchJson.of(
              new Search(store, "lucene", pictures.clip, Map.of(), new Background(null))
                  .search(Query.ofWords("a red disc"), Page.first(3, Relevance.ALL)));
    }
    HttpResponse<String> answer = client.get("/api/v1/search?q=a+red+disc&k=3");

    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(answer.body()).isEqualTo(Json.line(direct));
    assertThat(direct.hits()).hasSize(3);
    assertThat(Path.of(direct.hits().getFirst().path())).isRegularFile();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1001", "x", "1.5", "99999999999"})
  void api_refusesAWrongNumberWithAReason(String k) {
    HttpResponse<String> answer = client.get("/api/v1/search?q=cat&k=" + k);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body())
        .contains("\"code\":\"bad-k\"", "\"status\":400", "“" + k + "”", "1 to 1,000")
        .doesNotContain("Exception", "at dev.pictor");
  }

  @Test
  void api_refusesAnEmptyQuery() {
    HttpResponse<String> answer = client.get("/api/v1/search?q=%20");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("\"code\":\"empty-query\"");
  }

  @Test
  void goneFile_isNotShown(@TempDir Path other) throws IOException {
    try (ServedPictures few = ServedPictures.withoutAny(other)) {
      few.draw("stays.png", 60, 60, Color.RED);
      few.draw("goes.png", 60, 60, Color.BLUE);
      few.index();
      String goes = PictureRoutes.url(few.id("goes.png"));
      try (PictorServer alone = few.serve();
          Client visitor = new Client(alone)) {
        assertThat(visitor.get("/search?q=x").body()).contains("2 pictures for", "goes.png");

        Files.delete(few.photos.resolve("goes.png"));

        assertThat(visitor.get("/search?q=x").body())
            .contains("1 picture for")
            .doesNotContain("goes.png");
        for (String path : new String[] {"", "/file", "/thumbnail"}) {
          assertThat(visitor.get(goes + path).statusCode()).isEqualTo(404);
        }
      }
    }
  }

  @Test
  void search_tellsWhereLessCertainOnesBegin(@TempDir Path other) throws IOException {
    try (ServedPictures many = ServedPictures.withoutAny(other)) {
      for (int number = 0; number < 24; number++) {
        many.draw(
            number + ".png",
            60 + 9 * number,
            90,
            Color.getHSBColor(number / 24f, 1, number % 3 / 3f));
      }
      many.index();
      try (PictorServer server = many.serve();
          Client visitor = new Client(server)) {
        int divided = 0;
        int without = 0;
        for (int number = 0; number < 40; number++) {
          String query = "w" + number;
          JsonNode hits =
              Json.read(visitor.get("/api/v1/search?k=24&q=" + query).body(), JsonNode.class)
                  .get("hits");
          int relevant = 0;
          while (relevant < 24 && hits.get(relevant).get("relevant").asBoolean()) {
            relevant++;
          }
          String page = visitor.get("/search?q=" + query).body();
          if (relevant == 0) {
            without++;
            assertThat(page)
                .contains("None of 24 pictures surely shows “" + query + "”")
                .doesNotContain("class=\"divider\"");
          } else {
            assertThat(page).contains(relevant + " relevant of 24 pictures for “" + query + "”");
            assertThat(page).doesNotContain("class=\"divider\"");
            assertThat(page.contains((24 - relevant) + " that ")).isEqualTo(relevant < 24);
            String all = visitor.get("/search?less=true&q=" + query).body();
            assertThat(all.contains("class=\"divider\"")).isEqualTo(relevant < 24);
            divided += relevant < 24 ? 1 : 0;
          }
          int inPages = 0;
          int tiles = 0;
          String next = "/search?k=5&collapse=false&q=" + query;
          while (!next.isEmpty()) {
            String part = visitor.get(next).body();
            inPages += count(part, "class=\"divider\"");
            tiles += count(part, "<li class=\"tile ");
            next = nextUrl(part);
          }
          assertThat(tiles).as(query).isEqualTo(24);
          assertThat(inPages).as(query).isEqualTo(relevant > 0 && relevant < 24 ? 1 : 0);
        }
        assertThat(divided).isPositive();
        assertThat(without).isPositive();
      }
    }
  }

  /// Empty if nothing comes behind.
  private static String nextUrl(String page) {
    Matcher more = Pattern.compile("hx-get=\"(/search[^\"]+cursor=[^\"]+)\"").matcher(page);
    return more.find() ? more.group(1).replace("&amp;", "&") : "";
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }
}

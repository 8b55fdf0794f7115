package dev.pictor.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.history.RecentQuery;
import dev.pictor.history.SavedSearch;
import dev.pictor.json.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class HistoryRoutesTest {
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

  @BeforeEach
  void forget() throws IOException {
    Files.deleteIfExists(folder.resolve("home/recent.jsonl"));
    Files.deleteIfExists(folder.resolve("home/searches.json"));
  }

  private static List<String> recent() {
    return pictures.history.recent().newestFirst().stream().map(RecentQuery::query).toList();
  }

  private static JsonNode json(String path) {
    HttpResponse<String> answer = client.get(path);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    return Json.read(answer.body(), JsonNode.class);
  }

  @Test
  void search_isRemembered_whereItWasTyped() {
    client.get("/search?q=a+red+disc");
    client.get("/search?q=magenta", "HX-Request", "true");
    assertThat(recent()).containsExactly("magenta", "a red disc");

    String next = json("/api/v1/search?q=green&k=2").get("next").asString();
    assertThat(client.get("/search?q=green&k=2&cursor=" + next).statusCode()).isEqualTo(200);
    client.send("HEAD", "/search?q=head", null);
    client.get("/search?q=elsewhere", "Sec-Fetch-Site", "cross-site");
    client.get("/search?q=width:wide");
    client.get("/search?q=%20");
    client.post("/search_form", "search_text=form");

    assertThat(recent()).containsExactly("magenta", "a red disc");
  }

  @Test
  void home_linksRecentQueries_thatCanBeAskedHere() {
    assertThat(client.get("/").body()).doesNotContain("Recent searches", "Saved searches");
    for (int number = 1; number <= 8; number++) {
      pictures.history.recent().add(ServedPictures.COLLECTION, "query " + number);
    }
    pictures.history.recent().add("another", "of another");
    pictures.history.recent().add(ServedPictures.COLLECTION, "image:/etc/passwd");
    pictures.history.recent().add(ServedPictures.COLLECTION, "<script>alert(1)</script> + 1&2");

    assertThat(client.get("/").body())
        .contains("Recent searches")
        .contains("<a href=\"/search?q=query+8\">query 8</a>", "query 4<")
        .contains(">&lt;script&gt;alert(1)&lt;/script&gt; + 1&amp;2</a>")
        .doesNotContain("query 3<", "of another", "passwd", "<script>alert");
  }

  @Test
  void home_listsSavedSearches() {
    pictures.history.saved().add(ServedPictures.COLLECTION, "<b>Red</b>", "red + \"disc\"");
    pictures.history.saved().add("another", "Not here", "cat");

    assertThat(client.get("/").body())
        .contains("Saved searches")
        .contains(
            "<a href=\"/search?q=red+%2B+%22disc%22\" title=\"red + &#34;disc&#34;\">&lt;b>Red&lt;/b></a>"
                .replace("b>", "b&gt;"))
        .doesNotContain("Not here");
  }

  @Test
  void home_isThereWhereTheFilesAreDamaged() throws IOException {
    Files.writeString(folder.resolve("home/searches.json"), "nonsense");

    assertThat(client.get("/").statusCode()).isEqualTo(200);
    assertThat(client.get("/api/v1/saved").statusCode()).isEqualTo(409);
    assertThat(client.get("/api/v1/saved").body()).contains("are damaged", "\"not-kept\"");
  }

  @Test
  void form_savesASearch() {
    assertThat(client.get("/search?q=a+red+disc").body())
        .contains("action=\"/saved\"", "name=\"q\" value=\"a red disc\"");

    HttpResponse<String> saved = client.post("/saved", "name=+Red+things&q=a+red+disc");

    assertThat(saved.statusCode()).isEqualTo(303);
    assertThat(saved.headers().firstValue("Location")).hasValue("/");
    assertThat(pictures.history.saved().all())
        .containsExactly(new SavedSearch(ServedPictures.COLLECTION, "Red things", "a red disc"));
    HttpResponse<String> again = client.post("/saved", "name=Red+things&q=cat");
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.body()).contains("already");
  }

  @Test
  void form_refusesWhatCannotBeSaved() {
    String upload = "upload:" + "0".repeat(32);
    assertThat(client.post("/saved", "name=x&q=").statusCode()).isEqualTo(400);
    assertThat(client.post("/saved", "name=x&q=width:wide").statusCode()).isEqualTo(400);
    assertThat(client.post("/saved", "name=x&q=image:a.jpg").statusCode()).isEqualTo(400);
    assertThat(client.post("/saved", "name=x&q=" + upload).body()).contains("is not kept");
    assertThat(client.post("/saved", "name=&q=cat").statusCode()).isEqualTo(409);
    assertThat(client.get("/saved").statusCode()).isEqualTo(405);
    assertThat(client.post("/saved", "name=x&q=cat", "Sec-Fetch-Site", "cross-site").statusCode())
        .isEqualTo(403);
    assertThat(pictures.history.saved().all()).isEmpty();
  }

  @Test
  void api_tellsBoth_ofThisCollection() {
    pictures.history.saved().add(ServedPictures.COLLECTION, "Red", "red disc");
    pictures.history.saved().add("another", "Not here", "cat");
    pictures.history.recent().add("another", "cat");
    pictures.history.recent().add(ServedPictures.COLLECTION, "dog");

    assertThat(json("/api/v1/saved").toString())
        .isEqualTo(
            "{\"collection\":\"made\",\"searches\":[{\"name\":\"Red\",\"query\":\"red disc\"}]}");
    JsonNode recent = json("/api/v1/recent");
    assertThat(recent.get("kept").asBoolean()).isTrue();
    assertThat(recent.get("queries")).hasSize(1);
    assertThat(recent.get("queries").get(0).get("query").asString()).isEqualTo("dog");
    assertThat(recent.get("queries").get(0).get("at").asString()).matches("20.*Z");
  }
}

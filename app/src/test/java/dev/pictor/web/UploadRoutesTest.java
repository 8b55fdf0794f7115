package dev.pictor.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pictor.json.Json;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class UploadRoutesTest {
  private static final String BOUNDARY = "----x7";
  private static final String FORM = "multipart/form-data; boundary=" + BOUNDARY;

  @TempDir private static Path folder;
  private static ServedPictures pictures;
  private static PictorServer server;
  private static Client client;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @BeforeAll
  static void serve() throws IOException {
    pictures = ServedPictures.make(folder);
    server = pictures.serve();
    client = new Client(server);
  }

  @AfterAll
  static void stop() {
    HTTP.close();
    if (server != null) {
      client.close();
      server.close();
      pictures.close();
    }
  }

  private static HttpResponse<String> post(String path, byte[] body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.address() + path))
            .POST(BodyPublishers.ofByteArray(body));
    return HTTP.send(
        (headers.length == 0 ? request : request.headers(headers)).build(),
        BodyHandlers.ofString());
  }

  private static byte[] disc() throws IOException {
    return Files.readAllBytes(pictures.photos.resolve("red disc.png"));
  }

  private static byte[] form(String field, byte[] file) throws IOException {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    String head = "--%s\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n%s\r\n";
    form.write(head.formatted(BOUNDARY, "q", "", "").getBytes(StandardCharsets.UTF_8));
    form.write("ignored\r\n".getBytes(StandardCharsets.UTF_8));
    form.write(
        head.formatted(BOUNDARY, field, "; filename=\"../a.png\"", "Content-Type: image/png\r\n")
            .getBytes(StandardCharsets.UTF_8));
    form.write(file);
    form.write(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return form.toByteArray();
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return Json.read(answer.body(), JsonNode.class);
  }

  @Test
  void upload_isATermOfQueries() throws Exception {
    HttpResponse<String> upload = post("/api/v1/uploads", disc());

    assertThat(upload.statusCode()).isEqualTo(201);
    assertThat(upload.headers().firstValue("Cache-Control")).hasValue("no-store");
    String term = json(upload).get("term").asString();
    assertThat(term).isEqualTo("upload:" + pictures.id("red disc.png"));
    JsonNode hits = json(client.get("/api/v1/search?k=2&q=" + Client.encoded(term))).get("hits");
    assertThat(hits.get(0).get("path").asString()).endsWith("red disc.png");
    assertThat(hits.get(0).get("score").asDouble()).isCloseTo(1, within(1e-3));

    JsonNode without =
        json(
            client.get(
                "/api/v1/search?k=1&explain=true&q=" + Client.encoded("a disc - 2*" + term)));
    assertThat(without.get("hits").get(0).get("terms").get(1).get("term").asString())
        .isEqualTo(term);
    assertThat(without.get("hits").get(0).get("terms").get(1).get("weight").asDouble())
        .isEqualTo(-2);
    assertThat(client.get("/search?q=" + Client.encoded(term)).body()).contains("red disc.png");
  }

  @Test
  void smallCopy_isAJpegOfOurs() throws Exception {
    post("/api/v1/uploads", disc());
    HttpResponse<byte[]> copy =
        client.bytes("/uploads/" + pictures.id("red disc.png") + "/thumbnail");

    assertThat(copy.statusCode()).isEqualTo(200);
    assertThat(copy.headers().firstValue("Content-Type")).hasValue("image/jpeg");
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(copy.body()));
    assertThat(image.getWidth()).isEqualTo(96);
    assertThat(image.getHeight()).isEqualTo(64);
    for (String other : List.of("0".repeat(32), "x", "..")) {
      assertThat(client.get("/uploads/" + other + "/thumbnail").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void form_ofThePagesScriptIsToldWhereTheResultsAre() throws Exception {
    HttpResponse<String> answer =
        post("/uploads", form("picture", disc()), "Content-Type", FORM, "HX-Request", "true");

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("HX-Redirect"))
        .hasValue("/search?q=upload%3A" + pictures.id("red disc.png"));
  }

  @Test
  void search_takesAPictureWithWordsAndFilters() throws Exception {
    JsonNode alone = json(post("/api/v1/search?k=6", disc()));
    assertThat(alone.get("hits")).hasSize(6);
    assertThat(alone.get("hits").get(0).get("path").asString()).endsWith("red disc.png");

    JsonNode filtered = json(post("/api/v1/search?q=type:gif", disc()));
    assertThat(filtered.get("hits")).hasSize(1);
    assertThat(filtered.get("hits").get(0).get("path").asString()).endsWith("tall.gif");
    assertThat(filtered.get("query").get("text").asString()).endsWith(" type:gif");
  }

  @Test
  void form_leadsToTheResults() throws Exception {
    HttpResponse<String> answer = post("/uploads", form("picture", disc()), "Content-Type", FORM);

    assertThat(answer.statusCode()).isEqualTo(303);
    String location = answer.headers().firstValue("Location").orElseThrow();
    assertThat(location).isEqualTo("/search?q=upload%3A" + pictures.id("red disc.png"));
    assertThat(client.get(location).body()).contains("6 pictures for “upload:");
  }

  @Test
  void form_withoutAPictureOrOfAnotherKind_isRefused() throws Exception {
    HttpResponse<String> without = post("/uploads", form("other", disc()), "Content-Type", FORM);
    assertThat(without.statusCode()).isEqualTo(422);
    assertThat(without.body()).contains("No picture was sent");
    assertThat(post("/uploads", disc()).statusCode()).isEqualTo(415);
    assertThat(post("/uploads", disc(), "Content-Type", FORM).statusCode()).isEqualTo(422);
    assertThat(post("/uploads", disc(), "Content-Type", "multipart/form-data").statusCode())
        .isEqualTo(400);
    byte[] whole = form("picture", disc());
    assertThat(
            post(
                    "/uploads",
                    java.util.Arrays.copyOf(whole, whole.length - 30),
                    "Content-Type",
                    FORM)
                .statusCode())
        .isIn(400, 422);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not a picture", "GIF89a", "<svg/>"})
  void whatIsNoPicture_isRefusedWithTheReason(String content) throws Exception {
    HttpResponse<String> answer = post("/api/v1/uploads", content.getBytes(StandardCharsets.UTF_8));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(json(answer).get("code").asString()).isEqualTo("unreadable-picture");
    assertThat(json(answer).get("detail").asString()).startsWith("What was sent cannot be read: ");
  }

  @Test
  void whatIsTooLarge_isRefused() throws Exception {
    byte[] large = new byte[Uploads.MAX_BYTES + 1];
    assertThat(post("/api/v1/uploads", large).statusCode()).isEqualTo(413);
    assertThat(post("/uploads", form("picture", large), "Content-Type", FORM).statusCode())
        .isEqualTo(413);
  }

  @Test
  void uploadOfAnotherTime_isAskedForAgain() throws Exception {
    HttpResponse<String> answer =
        client.get("/api/v1/search?q=upload:0123456789abcdef0123456789abcdef");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).get("detail").asString())
        .isEqualTo(
            "The picture upload:0123456789abcdef0123456789abcdef is not kept any more: upload it"
                + " again.");
  }

  @Test
  void otherSites_cannotUpload() throws Exception {
    assertThat(
            post(
                    "/uploads",
                    form("picture", disc()),
                    "Content-Type",
                    FORM,
                    "Sec-Fetch-Site",
                    "cross-site")
                .statusCode())
        .isEqualTo(403);
  }
}

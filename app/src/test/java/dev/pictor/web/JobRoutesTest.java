package dev.pictor.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.config.Secret;
import dev.pictor.json.Json;
import dev.pictor.model.ModelState;
import dev.pictor.store.PictureStore;
import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@Timeout(120)
class JobRoutesTest extends VisitingTest {
  private static final String JOBS = "/api/v1/jobs";
  private static final String WISH = "{\"collection\":\"made\"}";

  @Override
  ServedPictures make() throws IOException {
    return ServedPictures.make(folder);
  }

  private static JsonNode json(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    return Json.read(answer.body(), JsonNode.class);
  }

  private String start() {
    HttpResponse<String> answer = client.postJson(JOBS, WISH);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return answer.headers().firstValue("Location").orElseThrow();
  }

  /// The last event of a job, which comes when it has ended.
  private JsonNode end(String job) {
    List<String> lines = client.get(job + "/events").body().strip().lines().toList();
    assertThat(lines.get(lines.size() - 2)).isEqualTo("event: end");
    return Json.read(lines.getLast().replaceFirst("^data: ", ""), JsonNode.class);
  }

  @Test
  void job_readsWhatIsNewAndTellsItsEnd() throws IOException {
    pictures.draw("seventh.png", 80, 80, Color.CYAN);

    HttpResponse<String> begun = client.postJson(JOBS, "{\"collection\":\"made\",\"retry\":false}");

    assertThat(begun.statusCode()).isEqualTo(201);
    JsonNode job = json(begun);
    assertThat(begun.headers().firstValue("Location"))
        .hasValue(JOBS + "/" + job.get("id").asString());
    assertThat(job.get("collection").asString()).isEqualTo("made");
    assertThat(job.get("retry").asBoolean()).isFalse();
    JsonNode ended = end(JOBS + "/" + job.get("id").asString());
    assertThat(ended.get("state").asString()).isEqualTo("done");
    assertThat(ended.get("phase").asString()).isEqualTo("ended");
    assertThat(ended.get("counts").get("added").asInt()).isEqualTo(1);
    assertThat(ended.get("counts").get("unchanged").asInt()).isEqualTo(6);
    assertThat(ended.get("message").asString()).isEqualTo("Done: 1 new picture, 6 unchanged.");
    assertThat(ended.get("ended").asString()).endsWith("Z");
    // At once, and not when the reader looks again.
    assertThat(client.get("/search?q=cat").body()).contains("7 pictures for");
    assertThat(json(client.get(JOBS + "/" + job.get("id").asString()))).isEqualTo(ended);
    JsonNode recent = json(client.get(JOBS));
    assertThat(recent.get("collection").asString()).isEqualTo("made");
    assertThat(recent.get("jobs")).hasSize(1);
    assertThat(recent.get("jobs").get(0)).isEqualTo(ended);
  }

  @Test
  void second_isRefusedWithTheFirstOnesId() {
    String job;
    try (PictureStore _ = pictures.hold()) {
      job = start();

      HttpResponse<String> second = client.postJson(JOBS, WISH);

      assertThat(second.statusCode()).isEqualTo(409);
      assertThat(second.headers().firstValue("Content-Type")).hasValue("application/problem+json");
      assertThat(second.headers().firstValue("Location")).hasValue(job);
      assertThat(json(second).get("code").asString()).isEqualTo("job-under-way");
      assertThat(JOBS + "/" + json(second).get("job").asString()).isEqualTo(job);
      assertThat(client.get("/search?q=cat").body()).as("searching goes on").contains("6 pictures");
    }
    assertThat(end(job).get("state").asString()).isEqualTo("done");
    assertThat(end(start()).get("state").asString()).isEqualTo("done");
  }

  @Test
  void cancel_stopsItAndIsHarmlessAtItsEnd() {
    String job;
    String other;
    try (PictureStore _ = pictures.hold()) {
      job = start();
      HttpResponse<String> asked = client.send("DELETE", job, null);
      assertThat(asked.statusCode()).isEqualTo(202);
      assertThat(json(asked).get("cancelling").asBoolean()).isTrue();
      assertThat(json(asked).get("state").asString()).isEqualTo("running");
    }
    assertThat(end(job).get("state").asString()).isEqualTo("cancelled");
    try (PictureStore _ = pictures.hold()) {
      other = start();
      assertThat(client.send("POST", other + "/cancel", null).statusCode()).isEqualTo(202);
    }
    assertThat(end(other).get("state").asString()).isEqualTo("cancelled");
    HttpResponse<String> again = client.send("DELETE", other, null);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(json(again).get("state").asString()).isEqualTo("cancelled");
  }

  @Test
  void listeners_areBoundedAndLeaveRoomWhenTheyGo() throws IOException {
    List<InputStream> listening = new ArrayList<>();
    String job;
    try (PictureStore _ = pictures.hold()) {
      job = start();
      for (int number = 0; number < JobRoutes.MOST_LISTENERS; number++) {
        HttpResponse<InputStream> answer = client.stream(job + "/events");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        listening.add(answer.body());
      }
      HttpResponse<String> oneMore = client.get(job + "/events");
      assertThat(oneMore.statusCode()).isEqualTo(503);
      assertThat(json(oneMore).get("code").asString()).isEqualTo("busy");
    }
    for (InputStream each : listening) {
      assertThat(new String(each.readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("event: progress\ndata: {")
          .contains("event: end\n");
    }
    assertThat(client.get(job + "/events").statusCode()).isEqualTo(200);
  }

  @Test
  void close_cancelsTheJobAndTellsWhoFollowsIt() throws IOException {
    try (PictorServer server = pictures.serve();
        Client visitor = new Client(server)) {
      String job;
      InputStream events;
      Thread closing;
      try (PictureStore _ = pictures.hold()) {
        job = visitor.postJson(JOBS, WISH).headers().firstValue("Location").orElseThrow();
        events = visitor.stream(job + "/events").body();
        closing = Thread.ofVirtual().start(server::close);
        while (!visitor.get(job).body().contains("\"cancelling\":true")) {
          Thread.onSpinWait();
        }
        assertThat(visitor.postJson(JOBS, WISH).statusCode()).isEqualTo(503);
      }
      assertThat(new String(events.readAllBytes(), StandardCharsets.UTF_8))
          .contains("event: end\n", "\"state\":\"cancelled\"");
      join(closing);
    }
    // Nobody holds the collection any more.
    pictures.hold().close();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void retry_readsAgainWhatFailed() throws IOException {
    Files.writeString(pictures.photos.resolve("text.png"), "no picture");
    pictures.index();

    assertThat(end(start()).get("counts").get("knownFailures").asInt()).isEqualTo(1);
    client.postJson(JOBS, "{\"collection\":\"made\",\"retry\":true}");
    String last = json(client.get(JOBS)).get("jobs").get(0).get("id").asString();
    assertThat(end(JOBS + "/" + last).get("counts").get("failed").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nonsense                                 | 400 | bad-job            | no JSON",
        "[]                                       | 400 | bad-job            | no JSON object",
        "{}                                       | 400 | bad-job            | must be there",
        "{\"collection\":7}                       | 400 | bad-job            | must be there",
        "{\"collection\":\"made\",\"retry\":\"yes\"}  | 400 | bad-job        | true or false",
        "{\"collection\":\"made\",\"root\":\"/etc\"}  | 400 | bad-job        | no field “root”",
        "{\"collection\":\"other\"}               | 404 | no-such-collection | It is “made”",
      })
  void wish_thatIsNoneIsRefused(String content, int status, String code, String detail) {
    HttpResponse<String> answer = client.postJson(JOBS, content);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(json(answer).get("code").asString()).isEqualTo(code);
    assertThat(json(answer).get("detail").asString()).contains(detail);
    assertThat(json(client.get(JOBS)).get("jobs")).isEmpty();
  }

  @Test
  void others_areRefused() throws IOException {
    assertThat(client.post(JOBS, "collection=made").statusCode()).isEqualTo(415);
    assertThat(client.postJson(JOBS, WISH, "Sec-Fetch-Site", "cross-site").statusCode())
        .isEqualTo(403);
    assertThat(client.postJson(JOBS, WISH, "Origin", "http://evil.example").statusCode())
        .isEqualTo(403);
    assertThat(client.post("/library/jobs", "", "Sec-Fetch-Site", "cross-site").statusCode())
        .isEqualTo(403);
    assertThat(client.send("PUT", JOBS, null).statusCode()).isEqualTo(405);
    for (String path : List.of("/nothing", "/nothing/events")) {
      assertThat(client.get(JOBS + path).statusCode()).isEqualTo(404);
    }
    assertThat(client.send("DELETE", JOBS + "/nothing", null).statusCode()).isEqualTo(404);
    ServerOptions secret = new ServerOptions("127.0.0.1", 0, new Secret("let me in"), false);
    try (PictorServer server = pictures.serve(secret, pictures.ready(), Map.of());
        Client visitor = new Client(server)) {
      assertThat(visitor.postJson(JOBS, WISH).statusCode()).isEqualTo(401);
      assertThat(visitor.get(JOBS).statusCode()).isEqualTo(401);
      assertThat(visitor.get("/library").statusCode()).isEqualTo(401);
      assertThat(visitor.postJson(JOBS, WISH, "Authorization", "Bearer let me in").statusCode())
          .isEqualTo(201);
    }
  }

  @Test
  void job_needsAModelAndACollection() throws IOException {
    try (PictorServer server = pictures.serve(new ModelState.Loading("tiny"));
        Client visitor = new Client(server)) {
      HttpResponse<String> answer = visitor.postJson(JOBS, WISH);
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("\"code\":\"model-loading\"");
    }
    try (ServedPictures none =
            ServedPictures.withoutAny(Files.createDirectory(folder.resolve("none")));
        PictorServer server = none.serve();
        Client visitor = new Client(server)) {
      assertThat(visitor.postJson(JOBS, WISH).body()).contains("\"code\":\"nothing-indexed\"");
    }
  }
}

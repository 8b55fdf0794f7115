package dev.pictor.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.config.Secret;
import dev.pictor.jobs.DuplicatesRun;
import dev.pictor.jobs.IndexJobs;
import dev.pictor.json.Json;
import dev.pictor.model.ModelState;
import dev.pictor.search.Background;
import dev.pictor.testing.TestMetadata;
import dev.pictor.testing.TestPictures;
import dev.pictor.web.ApiDocument.Answer;
import dev.pictor.web.ApiDocument.Operation;
import io.helidon.webserver.http.HttpRules;
import java.awt.Color;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The server does what `openapi.json` says, all of it and nothing else.
class ApiContractTest {
  private static final ServerOptions ANY_PORT = new ServerOptions("127.0.0.1", 0, null, false);
  private static final String JSON = "application/json";
  private static final ApiDocument DOCUMENT = ApiDocument.read();

  @TempDir private static Path folder;
  private static ServedPictures pictures;
  private static byte[] png;

  /// Answers of a moment that others wait for: `JobRoutesTest` has them.
  private static final Set<String> ELSEWHERE =
      Set.of("startJob 409", "cancelJob 202", "cancelJobByPost 202");

  private final List<String> faults = new ArrayList<>();

  @BeforeAll
  static void index() throws IOException {
    pictures = ServedPictures.make(folder);
    for (int number = 0; number < 20; number++) {
      pictures.draw(
          "many/%d.png".formatted(number), 90 + number, 90, Color.getHSBColor(number / 20f, 1, 1));
    }
    pictures.draw("many/19 again.png", 112, 92, Color.getHSBColor(19 / 20f, 1, 1));
    Files.write(
        pictures.photos.resolve("phone.jpg"),
        TestMetadata.jpeg(
            TestPictures.bytes(5, "jpg"),
            TestMetadata.exifSegment(TestMetadata.typical().block())));
    Files.copy(pictures.photos.resolve("phone.jpg"), pictures.photos.resolve("many/copy.jpg"));
    Files.writeString(pictures.photos.resolve("broken 1.jpg"), "This is text.");
    Files.writeString(pictures.photos.resolve("broken 2.jpg"), "So is this.");
    pictures.index();
    png = Files.readAllBytes(pictures.photos.resolve("red disc.png"));
    damagedCollection();
  }

  private static void damagedCollection() throws IOException {
    Path made = folder.resolve("lucene").resolve(ServedPictures.COLLECTION);
    Path old = Files.createDirectories(folder.resolve("lucene/old"));
    try (Stream<Path> files = Files.list(made)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        Files.write(
            old.resolve(name),
            name.startsWith("segments_") ? new byte[] {1, 2, 3} : Files.readAllBytes(file));
      }
    }
  }

  @AfterAll
  static void close() {
    if (pictures != null) {
      pictures.close();
    }
  }

  @Test
  void document_explainsAndExemplifiesEverything() {
    Set<String> ids = new TreeSet<>();
    Set<String> tags = new TreeSet<>();
    DOCUMENT.root.get("tags").forEach(tag -> tags.add(tag.get("name").stringValue()));
    for (Operation operation : DOCUMENT.operations()) {
      JsonNode json = operation.json();
      assertThat(ids.add(operation.id())).as("one of this name: %s", operation.id()).isTrue();
      assertThat(tags).contains(json.at("/tags/0").stringValue());
      for (String text : List.of("summary", "description")) {
        requireText(operation.id(), json.path(text));
      }
      for (JsonNode parameter : DOCUMENT.parameters(operation)) {
        String name = operation.id() + " " + parameter.get("name").stringValue();
        requireText(name, parameter.path("description"));
        assertThat(parameter.has("example")).as("example of %s", name).isTrue();
        assertThat(parameter.path("schema").has("type")).as("type of %s", name).isTrue();
        assertThat(operation.path().contains("{" + parameter.get("name").stringValue() + "}"))
            .as("in the path: %s", name)
            .isEqualTo(parameter.get("in").stringValue().equals("path"));
      }
      String at = "/paths/" + ApiDocument.escaped(operation.path()) + "/" + method(operation);
      if (json.has("requestBody")) {
        requireText(operation.id(), json.at("/requestBody/description"));
        requireExamples(at + "/requestBody", json.get("requestBody"));
      }
      for (var response : json.get("responses").properties()) {
        JsonNode reference = response.getValue().get("$ref");
        requireExamples(
            reference == null
                ? at + "/responses/" + response.getKey()
                : reference.stringValue().substring(1),
            DOCUMENT.resolved(response.getValue()));
      }
    }
    requireFieldsExplained("", DOCUMENT.root.at("/components/schemas"));
    assertThat(faults).isEmpty();
  }

  private static String method(Operation operation) {
    return operation.method().toLowerCase(Locale.ROOT);
  }

  private void requireText(String name, JsonNode text) {
    if (text.asString("").isBlank()) {
      faults.add("no words: " + name);
    }
  }

  private void requireExamples(String at, JsonNode parent) {
    requireText(at, parent.path("description"));
    for (var content : parent.path("content").properties()) {
      boolean document = at.contains("openapi.json");
      if (content.getKey().endsWith("json") && !document) {
        String pointer = at + "/content/" + ApiDocument.escaped(content.getKey());
        JsonNode example = content.getValue().get("example");
        if (example == null) {
          faults.add("no example: " + pointer);
        } else {
          DOCUMENT
              .faults(pointer + "/schema", example)
              .forEach(fault -> faults.add(pointer + " " + fault));
        }
      }
    }
  }

  private void requireFieldsExplained(String name, JsonNode schemas) {
    for (var schema : schemas.properties()) {
      String field = name + "/" + schema.getKey();
      if (!schema.getValue().has("$ref")) {
        requireText(field, schema.getValue().path("description"));
      }
      requireFieldsExplained(field, schema.getValue().path("properties"));
    }
  }

  @Test
  void server_hasTheRoutesOfTheDocument_andTheDocumentThoseOfTheServer() {
    Set<String> documented = new TreeSet<>();
    DOCUMENT.operations().forEach(one -> documented.add(one.method() + " " + one.path()));
    Set<String> served = new TreeSet<>();
    try (PictorServer server = pictures.serve();
        Client client = new Client(server)) {
      for (String path : routes()) {
        if (ProblemReply.isForPrograms(path) || path.startsWith("/api/")) {
          String allowed =
              client
                  .exchange("TRACE", path.replaceAll("\\{.*?}", "x"), null)
                  .headers()
                  .firstValue("Allow")
                  .orElseThrow();
          for (String method : allowed.split(", ")) {
            if (!method.equals("HEAD")) {
              served.add(method + " " + path);
            }
          }
        }
      }
    }

    assertThat(served).isEqualTo(documented);
  }

  /// The addresses that services register, whatever methods they take.
  private static Set<String> routes() {
    Set<String> paths = new TreeSet<>();
    HttpRules[] rules = new HttpRules[1];
    rules[0] =
        (HttpRules)
            Proxy.newProxyInstance(
                ApiContractTest.class.getClassLoader(),
                new Class<?>[] {HttpRules.class},
                (_, method, arguments) -> {
                  if (arguments != null && arguments[0] instanceof String path) {
                    // A plus lets a value have slashes.
                    paths.add(path.replace("{+", "{"));
                  }
                  return method.getReturnType().equals(HttpRules.class) ? rules[0] : null;
                });
    Gallery gallery = new Gallery(pictures.storage, ServedPictures.COLLECTION, Map.of());
    IndexJobs jobs = new IndexJobs(pictures.storage, ServedPictures.COLLECTION, Map.of(), () -> {});
    DuplicatesRun duplicates = new DuplicatesRun(pictures.storage, ServedPictures.COLLECTION);
    try (Connections connections = new Connections(Duration.ofMinutes(1))) {
      Searcher searcher = new Searcher(gallery, pictures::ready, new Background(null));
      new Routes(
              ANY_PORT,
              Limits.usual(0),
              connections,
              gallery,
              searcher,
              pictures.history,
              jobs,
              duplicates)
          .services(new Pages(new Assets()))
          .forEach(service -> service.routing(rules[0]));
    }
    jobs.close();
    duplicates.close();
    assertThat(paths).contains("/", "/api/v1/search", "/pictures/{id}");
    return paths;
  }

  /// What is asked, and which status is right.
  private record Call(
      String operation, String path, byte @Nullable [] body, int status, String... headers) {}

  private static Call get(String operation, String path, int status, String... headers) {
    return new Call(operation, path, null, status, headers);
  }

  private static Call send(String operation, String path, Object body, int status) {
    byte[] bytes =
        body instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : (byte[]) body;
    String type = body instanceof String ? JSON : "application/octet-stream";
    return new Call(operation, path, bytes, status, "Content-Type", type);
  }

  @Test
  void everyOperation_answersEveryStatusAsTheDocumentSays() throws IOException {
    Map<String, Set<String>> answered = new HashMap<>();
    try (PictorServer server = pictures.serve();
        Client client = new Client(server)) {
      for (Call call : calls(client)) {
        run(client, call, answered);
      }
      for (Call call : jobCalls(client)) {
        run(client, call, answered);
      }
      damageHistory();
      for (String id : List.of("savedSearches", "savedSearch", "removeSearch")) {
        run(client, get(id, example(DOCUMENT.operation(id)), 409), answered);
      }
      run(client, send("saveSearch", "/api/v1/saved/Dogs", "{\"query\":\"dog\"}", 409), answered);
      Files.delete(folder.resolve("home/searches.json"));
    }
    runWithoutToken(answered);
    runTooOften(answered);
    runTooEarly(answered);
    runTooSlowly(answered);

    assertThat(faults).isEmpty();
    for (Operation operation : DOCUMENT.operations()) {
      Set<String> documented = DOCUMENT.statuses(operation);
      documented.remove("default");
      documented.removeIf(status -> ELSEWHERE.contains(operation.id() + " " + status));
      assertThat(answered.getOrDefault(operation.id(), Set.of()))
          .as(operation.id())
          .isEqualTo(documented);
    }
  }

  private static void damageHistory() throws IOException {
    Files.writeString(folder.resolve("home/searches.json"), "nonsense");
  }

  private List<Call> calls(Client client) throws IOException {
    String id = "/api/v1/pictures/" + pictures.id("phone.jpg");
    String unknown = "/api/v1/pictures/" + "0".repeat(32);
    String file = id + "/file";
    String tag = client.get(file).headers().firstValue("ETag").orElseThrow();
    String thumbnailTag = client.get(id + "/thumbnail").headers().firstValue("ETag").orElseThrow();
    String documentTag =
        client.get("/api/v1/openapi.json").headers().firstValue("ETag").orElseThrow();
    String next =
        Json.read(client.get("/api/v1/search?q=disc&k=4").body(), JsonNode.class)
            .get("next")
            .stringValue();
    String nextFailure =
        Json.read(client.get("/api/v1/failures?limit=1").body(), JsonNode.class)
            .get("next")
            .stringValue();
    pictures.history.recent().add(ServedPictures.COLLECTION, "red disc");
    String picture = Base64.getEncoder().encodeToString(png);
    String old = "{\"model_name\":\"%s\",\"datatype\":\"%s\",\"value\":\"%s\"}";
    byte[] large = new byte[Uploads.MAX_BYTES + 1];
    String all = "q=red+disc+taken:>=1990&k=20&count=true&collapse=true&explain=true&relevance=";
    return List.of(
        get("search", "/api/v1/search?" + all + "all", 200),
        get("search", "/api/v1/search?" + all + "normal", 200),
        get("search", "/api/v1/search?q=disc&k=4&cursor=" + next, 200),
        get("search", "/api/v1/search?q=type:png+sort:newest", 200),
        get("search", "/api/v1/search?q=disc&good=" + pictures.id("tall.gif"), 200),
        get("search", "/api/v1/search?q=disc&bad=x", 400),
        get("search", "/api/v1/search?q=cat&k=0", 400),
        get("search", "/api/v1/search?q=cat&relevance=some", 400),
        get("search", "/api/v1/search?q=width:wide", 400),
        get("search", "/api/v1/search?q=", 422),
        send("searchWithPicture", "/api/v1/search?collapse=true&k=25", png, 200),
        send("searchWithPicture", "/api/v1/search?q=-+people&explain=true", png, 200),
        send("searchWithPicture", "/api/v1/search?k=x", png, 400),
        send("searchWithPicture", "/api/v1/search", new byte[] {1, 2}, 422),
        send("searchWithPicture", "/api/v1/search", large, 413),
        send("upload", "/api/v1/uploads", png, 201),
        send("upload", "/api/v1/uploads", new byte[0], 422),
        send("upload", "/api/v1/uploads", large, 413),
        get("picture", id, 200),
        get("picture", id + "?q=red+disc+taken:2024", 200),
        get("picture", id + "?q=width:wide", 400),
        get("picture", unknown, 404),
        get("thumbnail", id + "/thumbnail", 200),
        get("thumbnail", id + "/thumbnail", 304, "If-None-Match", thumbnailTag),
        get("thumbnail", unknown + "/thumbnail", 404),
        get("original", file, 200),
        get("original", file, 206, "Range", "bytes=0-9"),
        get("original", file, 206, "Range", "bytes=-9", "If-Range", tag),
        get("original", file, 200, "Range", "bytes=0-1,5-6"),
        get("original", file, 200, "Range", "bytes=0-9", "If-Range", "\"another\""),
        get("original", file, 304, "If-None-Match", tag),
        get("original", file, 416, "Range", "bytes=99999999-"),
        get("original", unknown + "/file", 404),
        get("collections", "/api/v1/collections", 200),
        get("failures", "/api/v1/failures?limit=1", 200),
        get("failures", "/api/v1/failures?limit=1&cursor=" + nextFailure, 200),
        get("failures", "/api/v1/failures?cursor=x", 400),
        get("failures", "/api/v1/failures?limit=0", 400),
        get("stats", "/api/v1/stats", 200),
        get("models", "/api/v1/models", 200),
        send(
            "embed",
            "/api/v1/embed",
            "{\"texts\":[\"a cat\",\"%s\"]}".formatted("a dog ".repeat(99)),
            200),
        send("embed", "/api/v1/embed", png, 200),
        send("embed", "/api/v1/embed", "{\"texts\":", 400),
        send("embed", "/api/v1/embed", "{\"texts\":[7]}", 422),
        send("embed", "/api/v1/embed", large, 413),
        send("saveSearch", "/api/v1/saved/Dogs%20%2F%20%C3%A9t%C3%A9", "{\"query\":\"dog\"}", 201),
        send("saveSearch", "/api/v1/saved/Dogs%20%2F%20%C3%A9t%C3%A9", "{\"query\":\"cat\"}", 200),
        send("saveSearch", "/api/v1/saved/Dogs", "{\"query\":\"width:wide\"}", 400),
        send("saveSearch", "/api/v1/saved/Dogs", png, 415),
        send("saveSearch", "/api/v1/saved/%20Dogs", "{\"query\":\"dog\"}", 422),
        send("saveSearch", "/api/v1/saved/Dogs", "{\"query\":7}", 422),
        send("saveSearch", "/api/v1/saved/Dogs", "{\"query\":\"" + "a".repeat(70_000) + "\"}", 413),
        get("savedSearches", "/api/v1/saved", 200),
        get("savedSearch", "/api/v1/saved/Dogs%20%2F%20%C3%A9t%C3%A9", 200),
        get("savedSearch", "/api/v1/saved/Cats", 404),
        get("removeSearch", "/api/v1/saved/Dogs%20%2F%20%C3%A9t%C3%A9", 204),
        get("removeSearch", "/api/v1/saved/Dogs%20%2F%20%C3%A9t%C3%A9", 404),
        get("recentQueries", "/api/v1/recent", 200),
        get("document", "/api/v1/openapi.json", 200),
        get("document", "/api/v1/openapi.json", 304, "If-None-Match", documentTag),
        get("docs", "/api/docs", 200),
        get("live", "/health/live", 200),
        get("ready", "/health/ready", 200),
        get("started", "/started", 200),
        get("healthy", "/healthy", 200),
        send("oldEmbed", "/embed", old.formatted("tiny-openai", "text", "a cat"), 200),
        send(
            "oldEmbed",
            "/embed",
            old.formatted("tiny-openai", "image", "data:image/png;base64," + picture),
            200),
        send("oldEmbed", "/embed", "[]", 400),
        send("oldEmbed", "/embed", old.formatted("openai/clip-vit-base-patch32", "text", "a"), 422),
        send("oldEmbed", "/embed", old.formatted("tiny-openai", "image", "http://x/y.png"), 422),
        send("oldEmbed", "/embed", old.formatted("tiny-openai", "image", "/etc/passwd"), 422),
        send("oldEmbed", "/embed", old.formatted("tiny-openai", "sound", "x"), 422),
        send("oldEmbed", "/embed", new byte[17 * 1024 * 1024], 413));
  }

  /// Of a job that has ended, which its events tell.
  private static List<Call> jobCalls(Client client) {
    String wish = "{\"collection\":\"%s\"}".formatted(ServedPictures.COLLECTION);
    byte[] body = wish.getBytes(StandardCharsets.UTF_8);
    HttpResponse<byte[]> started =
        client.exchange("POST", "/api/v1/jobs", body, "Content-Type", JSON);
    String job = started.headers().firstValue("Location").orElseThrow();
    assertThat(client.get(job + "/events").body()).contains("event: end");
    return List.of(
        get("job", job, 200),
        get("job", "/api/v1/jobs/x", 404),
        get("jobs", "/api/v1/jobs", 200),
        get("jobEvents", job + "/events", 200),
        get("jobEvents", "/api/v1/jobs/x/events", 404),
        get("cancelJob", job, 200),
        get("cancelJob", "/api/v1/jobs/x", 404),
        get("cancelJobByPost", job + "/cancel", 200),
        get("cancelJobByPost", "/api/v1/jobs/x/cancel", 404),
        send("startJob", "/api/v1/jobs", "{", 400),
        send("startJob", "/api/v1/jobs", "{\"collection\":\"another\"}", 404),
        send("startJob", "/api/v1/jobs", png, 415),
        send("startJob", "/api/v1/jobs", "\"" + "a".repeat(70_000) + "\"", 413),
        send("startJob", "/api/v1/jobs", wish, 201));
  }

  private void run(Client client, Call call, Map<String, Set<String>> answered) {
    Operation operation = DOCUMENT.operation(call.operation());
    Answer answer = ask(client, operation.method(), call);
    check(operation, call, answer, false, answered);
    if (operation.method().equals("GET")) {
      check(operation, call, ask(client, "HEAD", call), true, answered);
    }
  }

  private static Answer ask(Client client, String method, Call call) {
    HttpResponse<byte[]> response =
        client.exchange(method, call.path().replace(">", "%3E"), call.body(), call.headers());
    Map<String, String> headers = new HashMap<>();
    response.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
    return new Answer(response.statusCode(), headers, response.body());
  }

  private void check(
      Operation operation,
      Call call,
      Answer answer,
      boolean head,
      Map<String, Set<String>> answered) {
    String asked =
        "%s %s %s".formatted(operation.id(), call.path(), Arrays.toString(call.headers()));
    if (answer.status() != call.status()) {
      faults.add(
          "%s: status %d, not %d: %s"
              .formatted(asked, answer.status(), call.status(), answer.text()));
    }
    DOCUMENT
        .faults(operation, answer, head)
        .forEach(fault -> faults.add("%s: %d: %s".formatted(asked, answer.status(), fault)));
    answered
        .computeIfAbsent(operation.id(), _ -> new TreeSet<>())
        .add(Integer.toString(answer.status()));
  }

  /// A request that is right, by the examples of the document.
  private static String example(Operation operation) {
    String path = operation.path();
    List<String> query = new ArrayList<>();
    for (JsonNode parameter : DOCUMENT.parameters(operation)) {
      String name = parameter.get("name").stringValue();
      String value = parameter.get("example").asString();
      path = path.replace("{" + name + "}", Client.encoded(value));
      if (parameter.get("in").stringValue().equals("query") && !value.isEmpty()) {
        query.add(name + "=" + Client.encoded(value));
      }
    }
    return query.isEmpty() ? path : path + "?" + String.join("&", query);
  }

  private static Call exampleCall(Operation operation, int status) {
    JsonNode json = DOCUMENT.bodyExample(operation);
    Object body = json == null ? png : json.toString();
    return operation.json().has("requestBody")
        ? send(operation.id(), example(operation), body, status)
        : get(operation.id(), example(operation), status);
  }

  private void runWithoutToken(Map<String, Set<String>> answered) {
    ServerOptions options = new ServerOptions("127.0.0.1", 0, new Secret("a long token"), false);
    try (PictorServer server = pictures.serve(options, pictures.ready(), Map.of());
        Client stranger = new Client(server)) {
      for (Operation operation : DOCUMENT.operations()) {
        run(stranger, exampleCall(operation, operation.isOpen() ? 200 : 401), answered);
      }
    }
  }

  private void runTooOften(Map<String, Set<String>> answered) {
    ServerOptions options = new ServerOptions("127.0.0.1", 0, null, false, List.of(), 1);
    try (PictorServer server = pictures.serve(options, pictures.ready(), Map.of());
        Client client = new Client(server)) {
      assertThat(client.get("/").statusCode()).isEqualTo(200);
      for (Operation operation : DOCUMENT.operations()) {
        run(client, exampleCall(operation, operation.isOpen() ? 200 : 429), answered);
      }
    }
  }

  /// Before there is a collection, and before the model is loaded.
  private void runTooEarly(Map<String, Set<String>> answered) throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    try (ServedPictures none = ServedPictures.withoutAny(empty);
        PictorServer server = none.serve(new ModelState.Loading("tiny-openai"));
        Client client = new Client(server)) {
      for (Operation operation : DOCUMENT.operations()) {
        if (DOCUMENT.statuses(operation).contains("503")) {
          run(client, exampleCall(operation, 503), answered);
        } else if (operation.method().equals("GET")
            && !DOCUMENT.statuses(operation).contains("404")) {
          run(client, exampleCall(operation, 200), answered);
        }
      }
    }
  }

  private void runTooSlowly(Map<String, Set<String>> answered) throws IOException {
    Limits limits =
        new Limits(0, Duration.ofSeconds(60), Duration.ofMillis(150), Duration.ofSeconds(60));
    try (PictorServer server = pictures.serve(ANY_PORT, limits)) {
      for (Operation operation : DOCUMENT.operations()) {
        if (DOCUMENT.statuses(operation).contains("408")) {
          Answer answer =
              RawClient.of(server)
                  .sendAndWait(
                      List.of(
                          "%s %s HTTP/1.1".formatted(operation.method(), example(operation)),
                          "Host: localhost",
                          "Content-Type: application/json",
                          "Content-Length: 100"),
                      "{".getBytes(StandardCharsets.UTF_8))
                  .orElseThrow();
          check(operation, get(operation.id(), "slowly", 408), answer, false, answered);
        }
      }
    }
  }
}

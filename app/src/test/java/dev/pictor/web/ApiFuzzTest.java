package dev.pictor.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.json.Json;
import dev.pictor.web.ApiDocument.Answer;
import dev.pictor.web.ApiDocument.Operation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Requests that `openapi.json` describes, spoiled in one place or several: no answer is a status
/// of 500, none stays out, and every error is a problem that the document knows.
class ApiFuzzTest {
  private static final long SEED = 20261127;
  private static final int ROUNDS = Boolean.getBoolean("pictor.long") ? 20_000 : 600;

  private static final List<String> HOSTILE =
      List.of(
          "",
          " ",
          "0",
          "-1",
          "1e9",
          "99999999999999999999",
          "NaN",
          "true",
          "null",
          "[]",
          "{}",
          "\u0000",
          "a\u0000b",
          "\r\nX-Injected: 1",
          "😀",
          "\ud83d",
          "ÿþ",
          "\u202eabc",
          "%",
          "%zz",
          "%00",
          "%2e%2e%2f",
          "../../../../etc/passwd",
          "..\\..\\windows",
          "/etc/passwd",
          "file:///etc/passwd",
          "http://127.0.0.1:1/",
          "<script>alert(1)</script>",
          "'; DROP TABLE file; --",
          "${jndi:ldap://x/y}",
          "upload:" + "0".repeat(32),
          "id:" + "0".repeat(32),
          "id:x",
          "image:/etc/passwd",
          "((((((((",
          "a".repeat(9_000),
          "(".repeat(2_000),
          "NOT ".repeat(500) + "type:png",
          "1000*a",
          "-".repeat(300),
          "taken:>=99999999999",
          "near:999,999,9km",
          "\"",
          "width:1..",
          "sort:sideways",
          "😀".repeat(2_000),
          "+ + +",
          "\u202e\ufffe");

  private static final List<String> HOSTILE_JSON =
      List.of(
          "",
          "{",
          "}",
          "[",
          "null",
          "7",
          "\"text\"",
          "[]",
          "{}",
          "{\"a\":}",
          "{\"texts\":null}",
          "{\"texts\":{}}",
          "{\"texts\":[]}",
          "{\"texts\":[null]}",
          "{\"texts\":[\"\"]}",
          "{\"texts\":[\"\\u0000\"]}",
          "{\"texts\":[\"\\ud800\"]}",
          "{\"query\":null}",
          "{\"query\":[\"a\"]}",
          "{\"query\":1e999}",
          "{\"query\":\"\\ud800\"}",
          "{\"query\":\"a\"} {\"query\":\"b\"}",
          "{\"query\":\"a\",\"query\":7}",
          "[".repeat(100_000),
          "{\"a\":".repeat(2_000),
          "{\"texts\":[" + "\"a\",".repeat(70) + "\"a\"]}",
          "\ufeff{\"query\":\"a\"}",
          "{'query':'a'}",
          "{\"query\":\"a\"",
          "9".repeat(5_000),
          "{\"model_name\":\"tiny-openai\",\"datatype\":\"image\",\"value\":\"data:image/png;base64,AAAA\"}",
          "{\"model_name\":\"tiny-openai\",\"datatype\":\"image\",\"value\":\"data:image/png;base64,====\"}",
          "{\"model_name\":\"tiny-openai\",\"datatype\":\"image\",\"value\":\"file:///etc/passwd\"}",
          "{\"model_name\":\"tiny-openai\",\"datatype\":\"image\",\"value\":7}",
          "{\"model_name\":\"tiny-openai\",\"datatype\":\"text\",\"value\":\"\"}",
          "{\"model_name\":\"tiny-openai\",\"datatype\":\"text\",\"value\":\"\\ud800\"}");

  private static final List<String> HOSTILE_HEADERS =
      List.of(
          "Range: bytes=0-0,1-1",
          "Range: bytes=-0",
          "Range: bytes=5-1",
          "Range: bytes=" + "9".repeat(400) + "-",
          "Range: lines=1-2",
          "Range: bytes=0-" + ",0-".repeat(1_000),
          "If-None-Match: *",
          "If-None-Match: W/\"\",,\"",
          "If-Range: \"x\"",
          "If-Range: Wed, 21 Oct 2015 07:28:00 GMT",
          "X-Request-Id: <script>",
          "X-Request-Id: " + "a".repeat(65),
          "X-Request-Id: ok-1",
          "Content-Type: ",
          "Content-Type: application/json; charset=utf-16",
          "Content-Type: multipart/form-data",
          "Content-Type: multipart/form-data; boundary=",
          "Content-Type: text/" + "x".repeat(500),
          "Content-Type: /",
          "Content-Type: ;;;",
          "Accept: nonsense",
          "Accept-Encoding: gzip;q=7",
          "Expect: 100-continue",
          "Expect: the worst",
          "Content-Encoding: gzip",
          "Content-Encoding: br",
          "Transfer-Encoding: chunked",
          "Transfer-Encoding: identity",
          "Transfer-Encoding: chunked, chunked",
          "Content-Length: 5",
          "Content-Length: -1",
          "Content-Length: 99999999999999999999",
          "Content-Length: x",
          "Host: evil.example",
          "Host: ",
          "Host: a b",
          "Origin: null",
          "Origin: http://evil.example",
          "Sec-Fetch-Site: cross-site",
          "Cookie: pictor_session=x; =;;=",
          "Authorization: Bearer ",
          "Upgrade: h2c",
          "Upgrade: websocket",
          "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA",
          "X-Forwarded-For: 127.0.0.1",
          "Connection: keep-alive, Upgrade, HTTP2-Settings",
          "X-HTTP-Method-Override: DELETE",
          "Bad Header: x",
          ": x",
          "NoColon",
          " folded: x",
          "X-Large: " + "x".repeat(15_000),
          "X-Unicode: é😀",
          "X-Null: a\u0000b");

  private static final ApiDocument DOCUMENT = ApiDocument.read();

  @TempDir private static Path folder;
  private static ServedPictures pictures;
  private static PictorServer server;
  private static byte[] png;
  private static String cursor;

  private final Random random = new Random(SEED);
  private final Map<String, Integer> outcomes = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();

  @BeforeAll
  static void serve() throws IOException {
    pictures = ServedPictures.make(folder);
    Files.writeString(pictures.photos.resolve("broken.jpg"), "This is text.");
    pictures.index();
    png = Files.readAllBytes(pictures.photos.resolve("red disc.png"));
    server = pictures.serve();
    try (Client client = new Client(server)) {
      cursor =
          Json.read(client.get("/api/v1/search?q=disc&k=2").body(), JsonNode.class)
              .get("next")
              .stringValue();
    }
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
      pictures.close();
    }
  }

  /// @param whole whether method, address and framing are those of the operation
  private record Spoiled(
      Operation operation,
      String method,
      String path,
      List<String> head,
      byte[] body,
      boolean whole) {
    @Override
    public String toString() {
      String text = String.join(" | ", head);
      return operation.id()
          + ": "
          + text.substring(0, Math.min(400, text.length()))
          + " ("
          + body.length
          + " bytes: "
          + new String(body, 0, Math.min(60, body.length), StandardCharsets.UTF_8)
          + ")";
    }
  }

  @Test
  void noRequest_isAnsweredWithAMistake() throws IOException {
    List<Operation> operations = DOCUMENT.operations();
    RawClient client = RawClient.of(server);
    for (int round = 0; round < ROUNDS; round++) {
      Spoiled request =
          random.nextInt(20) == 0
              ? form()
              : spoiled(operations.get(random.nextInt(operations.size())));
      try {
        Optional<Answer> answer = client.send(request.head(), request.body());
        answer.ifPresentOrElse(a -> check(request, a), () -> count("no answer"));
        if (answer.isEmpty() && request.whole()) {
          faults.add("no answer: " + request);
        }
      } catch (SocketTimeoutException e) {
        faults.add("hangs: " + request);
      }
    }
    System.out.println("ApiFuzzTest: seed %d, %,d requests: %s".formatted(SEED, ROUNDS, outcomes));

    assertThat(faults).as("seed %d", SEED).isEmpty();
    try (Client good = new Client(server)) {
      assertThat(good.get("/api/v1/search?q=disc").statusCode()).as("still answers").isEqualTo(200);
    }
  }

  private void count(String outcome) {
    outcomes.merge(outcome, 1, Integer::sum);
  }

  private void check(Spoiled request, Answer answer) {
    String type = answer.type().replaceFirst(";.*", "");
    boolean isProblem = type.equals("application/problem+json") && answer.body().length > 0;
    String code =
        isProblem ? Json.read(answer.text(), JsonNode.class).path("code").asString("") : "";
    count((answer.status() + " " + code).strip());
    if (answer.status() == 500 || code.equals("internal-error")) {
      faults.add("%d: %s: %s".formatted(answer.status(), request, answer.text()));
    }
    if (answer.text().contains("dev.pictor") || answer.text().contains("Exception:")) {
      faults.add("tells of the inside: " + request + ": " + answer.text());
    }
    for (String header :
        List.of("x-request-id", "content-security-policy", "x-content-type-options")) {
      if (!answer.headers().containsKey(header)) {
        faults.add("%d without %s: %s".formatted(answer.status(), header, request));
      }
    }
    if (answer.headers().containsKey("x-injected")) {
      faults.add("a header came back: " + request);
    }
    if (isProblem) {
      DOCUMENT
          .faults("/components/schemas/Problem", Json.read(answer.text(), JsonNode.class))
          .forEach(fault -> faults.add(request + ": " + fault));
    } else if (answer.status() >= 400
        && ProblemReply.isForPrograms(request.path())
        && answer.body().length > 0
        && !request.path().startsWith("/health")) {
      faults.add("%d is no problem: %s: %s".formatted(answer.status(), request, answer.text()));
    }
    if (request.whole()) {
      DOCUMENT
          .faults(request.operation(), answer, request.method().equals("HEAD"))
          .forEach(fault -> faults.add("%d: %s: %s".formatted(answer.status(), request, fault)));
    }
  }

  private Spoiled spoiled(Operation operation) {
    boolean whole = true;
    String path = path(operation);
    String method = operation.method();
    if (random.nextInt(12) == 0) {
      method =
          any(
              List.of(
                  "HEAD", "GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "get",
                  "BREW", "PRI"));
      whole = false;
    }
    String target = path + query(operation);
    if (random.nextInt(10) == 0) {
      target =
          any(
                  List.of(
                      "//",
                      "/./",
                      "/../",
                      "/%2e%2e/",
                      "/%2F",
                      "/;x=/",
                      "/%00/",
                      "",
                      "http://evil.example/",
                      "\\",
                      "/%c0%ae/"))
              + target.substring(1);
      whole = false;
    }
    byte[] body =
        operation.json().has("requestBody") || random.nextInt(10) == 0
            ? body(operation)
            : new byte[0];
    List<String> head = new ArrayList<>();
    head.add(
        "%s %s %s"
            .formatted(
                method,
                target,
                random.nextInt(40) == 0
                    ? any(List.of("HTTP/1.0", "HTTP/3", "HTTP/2.0", ""))
                    : "HTTP/1.1"));
    whole &= head.getFirst().endsWith("HTTP/1.1");
    head.add("Host: localhost");
    head.add("Connection: close");
    head.add(
        "Content-Type: "
            + any(
                List.of(
                    "application/json",
                    "application/json",
                    "application/octet-stream",
                    "image/png")));
    boolean framed = true;
    for (int more = random.nextInt(3); more > 0; more--) {
      String header = any(HOSTILE_HEADERS);
      framed &= !header.matches("(?i)(transfer-encoding|content-length).*");
      whole &=
          header.matches("(?i)(range|if-|x-request-id|accept|content-type|cookie|x-forwarded).*");
      head.add(header);
    }
    if (framed) {
      head.add("Content-Length: " + body.length);
    }
    whole &= !target.contains(" ") && !target.contains("\r") && target.length() < 16_000;
    return new Spoiled(operation, method, target.replaceFirst("\\?.*", ""), head, body, whole);
  }

  private String path(Operation operation) {
    String path = operation.path();
    for (JsonNode parameter : DOCUMENT.parameters(operation)) {
      String slot = "{" + parameter.get("name").stringValue() + "}";
      if (path.contains(slot)) {
        path = path.replace(slot, value(() -> pathValue(slot)));
      }
    }
    return path;
  }

  private String pathValue(String slot) {
    try {
      return slot.equals("{id}") ? pictures.id("red disc.png").value() : "Dogs";
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private String query(Operation operation) {
    List<String> fields = new ArrayList<>();
    for (JsonNode parameter : DOCUMENT.parameters(operation)) {
      if (parameter.get("in").stringValue().equals("query") && random.nextInt(3) > 0) {
        String name = parameter.get("name").stringValue();
        String example = parameter.get("example").asString();
        for (int times = random.nextInt(8) == 0 ? 2 : 1; times > 0; times--) {
          fields.add(name + "=" + value(() -> name.equals("cursor") ? spoiledCursor() : example));
        }
      }
    }
    return fields.isEmpty() ? "" : "?" + String.join("&", fields);
  }

  /// A good value, or a hostile one, mostly as addresses carry it.
  private String value(Supplier<String> good) {
    String value = random.nextBoolean() ? good.get() : any(HOSTILE);
    String encoded = Client.encoded(value).replace("+", "%20");
    return random.nextInt(15) == 0 && value.length() < 100 ? value : encoded;
  }

  private String spoiledCursor() {
    byte[] bytes = Base64.getUrlDecoder().decode(cursor);
    for (int flips = random.nextInt(4); flips > 0; flips--) {
      bytes[4 + random.nextInt(bytes.length - 4)] = (byte) random.nextInt(256);
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private byte[] body(Operation operation) {
    JsonNode example = DOCUMENT.bodyExample(operation);
    return switch (random.nextInt(6)) {
      case 0 -> any(HOSTILE_JSON).getBytes(StandardCharsets.UTF_8);
      case 1 -> example == null ? png : example.toString().getBytes(StandardCharsets.UTF_8);
      case 2 -> cut(example == null ? png : example.toString().getBytes(StandardCharsets.UTF_8));
      case 3 ->
          changed(
              random.nextBoolean() || example == null
                  ? png
                  : example.toString().getBytes(StandardCharsets.UTF_8));
      case 4 -> noise();
      default -> example == null ? png : hostileField(example);
    };
  }

  /// The example with one field of another type or content.
  private byte[] hostileField(JsonNode example) {
    List<String> names = new ArrayList<>(example.propertyNames());
    String name = any(names);
    String value = Json.line(any(HOSTILE));
    String json =
        Json.line(example)
            .replaceFirst(
                "\"" + name + "\":(\"[^\"]*\"|\\[.*?])",
                Matcher.quoteReplacement(
                    "\"" + name + "\":" + (random.nextBoolean() ? value : "[" + value + "]")));
    return json.getBytes(StandardCharsets.UTF_8);
  }

  private byte[] cut(byte[] whole) {
    return Arrays.copyOf(whole, random.nextInt(whole.length));
  }

  private byte[] changed(byte[] whole) {
    byte[] changed = whole.clone();
    for (int changes = 1 + random.nextInt(8); changes > 0; changes--) {
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
    }
    return changed;
  }

  private byte[] noise() {
    byte[] noise = new byte[random.nextInt(4_000)];
    random.nextBytes(noise);
    return noise;
  }

  /// The page's form for pictures, broken.
  private Spoiled form() {
    String boundary = any(List.of("x", "", "--", "a b", "é", "b".repeat(100)));
    String part =
        any(
            List.of(
                "--%s\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"a.png\"\r\n\r\n",
                "--%s\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\n",
                "--%s\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"a\u0000b.png\"\r\n\r\n",
                "--%s\r\nContent-Disposition: form-data; name=\r\n\r\n",
                "--%s\r\n\r\n",
                "--%s",
                "--%s\r\nX: " + "x".repeat(20_000) + "\r\n\r\n",
                "",
                "\r\n\r\n"));
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int parts = 1 + random.nextInt(25); parts > 0; parts--) {
      body.writeBytes(part.formatted(boundary).getBytes(StandardCharsets.UTF_8));
      body.writeBytes(random.nextBoolean() ? noise() : png);
      body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    if (random.nextBoolean()) {
      body.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    }
    List<String> head =
        List.of(
            "POST /uploads HTTP/1.1",
            "Host: localhost",
            "Connection: close",
            "Content-Type: multipart/form-data; boundary=" + boundary,
            "Content-Length: " + body.size());
    return new Spoiled(
        DOCUMENT.operation("upload"), "POST", "/uploads", head, body.toByteArray(), false);
  }

  private <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}

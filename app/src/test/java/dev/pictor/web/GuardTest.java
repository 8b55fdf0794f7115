package dev.pictor.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.config.ConfigException;
import dev.pictor.config.Secret;
import dev.pictor.history.History;
import dev.pictor.model.ModelState;
import dev.pictor.search.Background;
import dev.pictor.store.Storage;
import dev.pictor.store.lucene.LuceneStorage;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {
  private static final String TOKEN = "a token of some length";

  @TempDir private Path folder;
  private Storage storage;
  private PictorServer server;
  private Client client;

  @BeforeEach
  void serve() {
    storage = LuceneStorage.open(folder);
    server = start(new ServerOptions("127.0.0.1", 0, null, false));
    client = new Client(server);
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
    storage.close();
  }

  private PictorServer start(ServerOptions options) {
    return PictorServer.start(
        options,
        storage,
        "default",
        () -> new ModelState.Loading("tiny"),
        new Background(null),
        Map.of(),
        History.in(folder, true));
  }

  private PictorServer startWithToken() {
    return start(new ServerOptions("127.0.0.1", 0, new Secret(TOKEN), false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/search?q=cat",
        "/search?q=%zz",
        "/nothing",
        "/api/v1/search",
        "/pictures/x/file",
        "/static/pictor.css",
        "/static/nothing",
        "/health/live",
        "/health/ready",
        "/healthy",
        "/api/docs",
        "/login"
      })
  void everyAnswer_carriesTheHeaders(String path) {
    String answer = client.raw("GET " + path + " HTTP/1.1", "Host: localhost");

    assertThat(answer)
        .contains(
            "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self';"
                + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
        .contains("X-Content-Type-Options: nosniff", "X-Frame-Options: DENY")
        .contains("Referrer-Policy: no-referrer", "Permissions-Policy: ")
        .contains("Cross-Origin-Opener-Policy: same-origin")
        .contains("Cross-Origin-Resource-Policy: same-origin")
        .doesNotContain("Access-Control-")
        .doesNotContain("Exception", "at io.helidon");
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, 200", "localhost:8000, 200", "LOCALHOST, 200", "127.0.0.1:1, 200",
    "[::1]:8000, 200", "192.168.1.7, 200", "evil.example, 421", "localhost.evil.example, 421",
    "127.0.0.1.evil.example:8000, 421", "evil.example:127, 421", "1.2.3.4.nip.io, 421"
  })
  void host_isOneOfOurNames(String host, int status) {
    assertThat(client.raw("GET /health/live HTTP/1.1", "Host: " + host))
        .startsWith("HTTP/1.1 " + status + " ");
  }

  @Test
  void host_missingOrOddIsRefused() {
    assertThat(client.raw("GET / HTTP/1.1", "Accept: */*")).startsWith("HTTP/1.1 400 ");
    assertThat(client.raw("GET / HTTP/1.1", "Host: a<script>b")).startsWith("HTTP/1.1 4");
  }

  @Test
  void host_mayBeTheOneThatIsListenedOn() {
    AllowedHosts hosts = new AllowedHosts("Pictures.lan");

    assertThat(hosts.allow("pictures.LAN:8000")).isTrue();
    assertThat(hosts.allow("other.lan:8000")).isFalse();
    assertThat(hosts.allow("")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, same-origin, 503", "Sec-Fetch-Site, none, 503",
    "Sec-Fetch-Site, cross-site, 403", "Sec-Fetch-Site, same-site, 403",
    "Origin, http://evil.example, 403", "Origin, null, 403"
  })
  void forms_ofOtherSitesAreRefused(String header, String value, int status) {
    assertThat(client.post("/search_form", "search_text=cat", header, value).statusCode())
        .isEqualTo(status);
  }

  @Test
  void forms_ofThisSiteAndOfProgramsAreTaken() {
    String own = server.address().toString();

    assertThat(client.post("/search_form", "search_text=cat", "Origin", own).statusCode())
        .isEqualTo(503);
    assertThat(client.post("/search_form", "search_text=cat").statusCode()).isEqualTo(503);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /, 'GET, HEAD'",
    "PUT, /search, 'GET, HEAD'",
    "GET, /search_form, POST",
    "GET, /uploads, POST",
    "DELETE, /pictures/x/file, 'GET, HEAD'",
    "OPTIONS, /api/v1/search, 'GET, HEAD, POST'",
    "POST, /api/v1/saved/x, 'GET, HEAD, PUT, DELETE'",
    "PATCH, /static/pictor.css, 'GET, HEAD'"
  })
  void methods_thatAnAddressDoesNotTakeAreNamed(String method, String path, String allowed) {
    HttpResponse<String> answer = client.send(method, path, null);

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).hasValue(allowed);
  }

  @Test
  void largeAddressesAndHeaders_areRefused() {
    String large = "a".repeat(20_000);

    assertThat(client.get("/search?q=" + large).statusCode()).isEqualTo(414);
    assertThat(client.get("/", "X-Large", large).statusCode()).isBetween(400, 431);
  }

  @Test
  void token_isAskedForEverywhereButAtTheDoor() {
    try (PictorServer closed = startWithToken();
        Client stranger = new Client(closed)) {
      for (String path :
          List.of("/", "/search?q=cat", "/pictures/" + "0".repeat(32) + "/thumbnail", "/nothing")) {
        HttpResponse<String> answer = stranger.get(path);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("name=\"token\"");
      }
      HttpResponse<String> api = stranger.get("/api/v1/search?q=cat");
      assertThat(api.statusCode()).isEqualTo(401);
      assertThat(api.headers().firstValue("WWW-Authenticate").orElseThrow()).startsWith("Bearer");
      assertThat(api.body()).contains("\"code\":\"token-needed\"");
      assertThat(stranger.get("/search?q=cat", "HX-Request", "true").headers().map())
          .containsEntry("hx-redirect", List.of("/login"));
      assertThat(stranger.get("/health/live").statusCode()).isEqualTo(200);
      assertThat(stranger.get("/login").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void token_opensAsBearer() {
    try (PictorServer closed = startWithToken();
        Client program = new Client(closed)) {
      assertThat(program.get("/", "Authorization", "Bearer " + TOKEN).statusCode()).isEqualTo(200);
      assertThat(program.get("/", "Authorization", "bearer  " + TOKEN).statusCode()).isEqualTo(200);
      for (String wrong : List.of("Bearer x" + TOKEN, "Bearer ", "Basic " + TOKEN, TOKEN)) {
        assertThat(program.get("/", "Authorization", wrong).statusCode()).isEqualTo(401);
      }
    }
  }

  @Test
  void token_buysACookieThatDoesNotTellIt() {
    try (PictorServer closed = startWithToken();
        Client browser = new Client(closed)) {
      HttpResponse<String> wrong = browser.post("/login", "token=wrong");
      HttpResponse<String> right =
          browser.post("/login", "token=" + Client.encoded(TOKEN), "Origin", "null");
      String cookie = right.headers().firstValue("Set-Cookie").orElseThrow();

      assertThat(wrong.statusCode()).isEqualTo(401);
      assertThat(wrong.headers().firstValue("Set-Cookie")).isEmpty();
      assertThat(right.statusCode()).isEqualTo(303);
      assertThat(right.headers().firstValue("Location")).hasValue("/");
      assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Path=/").doesNotContain(TOKEN);
      String pair = cookie.substring(0, cookie.indexOf(';'));
      assertThat(browser.get("/", "Cookie", "a=b; " + pair).statusCode()).isEqualTo(200);
      assertThat(browser.get("/", "Cookie", pair + "0").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void listeningBeyondThisMachine_needsATokenOrAWord() {
    assertThatThrownBy(() -> start(new ServerOptions("0.0.0.0", 0, null, false)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("PICTOR_TOKEN")
        .hasMessageContaining("--no-auth");
    new ServerOptions("0.0.0.0", 0, new Secret(TOKEN), false).requireAddress();
    new ServerOptions("0.0.0.0", 0, null, true).requireAddress();
    new ServerOptions("::1", 0, null, false).requireAddress();
    assertThat(new ServerOptions("0.0.0.0", 0, new Secret(TOKEN), true).requiredToken()).isNull();
  }

  @Test
  void rateLimit_isOffOnLoopback_andOnElsewhere() throws UnknownHostException {
    ServerOptions usual = new ServerOptions("127.0.0.1", 0, null, false);
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    InetAddress network = InetAddress.getByName("192.0.2.1");

    assertThat(usual.limits(loopback).requestsPerMinute()).isZero();
    assertThat(usual.limits(network).requestsPerMinute()).isEqualTo(3_000);
    assertThat(limited(7).limits(loopback).requestsPerMinute()).isEqualTo(7);
    assertThat(limited(0).limits(network).requestsPerMinute()).isZero();
    assertThatThrownBy(() -> start(limited(-1)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("--rate-limit is -1");
  }

  private static ServerOptions limited(int perMinute) {
    return new ServerOptions("127.0.0.1", 0, null, false, List.of(), perMinute);
  }

  @Test
  void rateLimit_alsoHoldsForThoseWithoutTheToken_butNotForTheDoor() {
    ServerOptions options =
        new ServerOptions("127.0.0.1", 0, new Secret(TOKEN), false, List.of(), 2);
    try (PictorServer closed = start(options);
        Client stranger = new Client(closed)) {
      assertThat(stranger.get("/").statusCode()).isEqualTo(401);
      assertThat(stranger.get("/").statusCode()).isEqualTo(401);
      HttpResponse<String> refused = stranger.get("/api/v1/stats");
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow()).isPositive();
      assertThat(refused.body()).contains("\"code\":\"too-many-requests\"");
      assertThat(stranger.get("/health/live").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void addressesThatCannotBeListenedOn_areNamed() {
    assertThatThrownBy(() -> start(new ServerOptions("127.0.0.1", server.port(), null, false)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("port " + server.port())
        .hasMessageContaining("--port");
    assertThatThrownBy(() -> start(new ServerOptions("127.0.0.1", 70_000, null, false)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("70000");
    assertThatThrownBy(() -> start(new ServerOptions("no such host", 0, null, false)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("no such host");
  }
}

package dev.pictor.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.config.Network;
import dev.pictor.config.Secret;
import java.io.IOException;
import java.net.InetAddress;
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

class VisitTest {
  private static final String[] FORWARDED = {
    "X-Forwarded-Proto", "https",
    "X-Forwarded-Host", "pictures.example",
    "X-Forwarded-Prefix", "/pictures-app/",
    "X-Forwarded-For", "192.0.2.1"
  };

  @TempDir private Path folder;
  private ServedPictures pictures;

  @BeforeEach
  void make() throws IOException {
    pictures = ServedPictures.make(folder);
  }

  @AfterEach
  void close() {
    pictures.close();
  }

  private PictorServer serve(String trusted) {
    return pictures.serve(
        new ServerOptions(
            "127.0.0.1", 0, new Secret("let me in"), false, Network.parseAll(trusted, "X")),
        pictures.ready(),
        Map.of());
  }

  private static HttpResponse<String> logIn(Client client, String... more) {
    String[] headers = new String[FORWARDED.length + more.length];
    System.arraycopy(FORWARDED, 0, headers, 0, FORWARDED.length);
    System.arraycopy(more, 0, headers, FORWARDED.length, more.length);
    return client.post("/login", "token=let+me+in", headers);
  }

  private static HttpResponse<String> library(Client client, String... forwarded) {
    String[] headers = new String[forwarded.length + 2];
    headers[0] = "Authorization";
    headers[1] = "Bearer let me in";
    System.arraycopy(forwarded, 0, headers, 2, forwarded.length);
    return client.get("/library", headers);
  }

  @Test
  void proxy_thatIsTrustedSaysHowTheBrowserCame() {
    try (PictorServer server = serve("10.0.0.0/8, 127.0.0.0/8");
        Client client = new Client(server)) {
      HttpResponse<String> in = logIn(client);
      assertThat(in.headers().firstValue("Location")).hasValue("/pictures-app/");
      assertThat(in.headers().firstValue("Set-Cookie").orElseThrow())
          .contains("; Path=/pictures-app;", "; Secure");
      assertThat(client.get("/library", FORWARDED).body())
          .contains("action=\"/pictures-app/login\"", "href=\"/pictures-app/static/pictor.css?");
      assertThat(client.get("/library", FORWARDED).headers().firstValue("HX-Redirect"))
          .hasValue("/pictures-app/login");
      assertThat(library(client, FORWARDED).body())
          .contains("href=\"/pictures-app/search?q=folder", "hx-get=\"/pictures-app/library\"")
          .doesNotContainPattern("(href|src|action|hx-get|data-events)=\"/(?!pictures-app/)");
      assertThat(library(client).body()).contains("href=\"/search?q=folder");
    }
  }

  @Test
  void anyoneElse_isNotBelieved() {
    try (PictorServer server = serve("10.0.0.0/8");
        Client client = new Client(server)) {
      HttpResponse<String> in = logIn(client);
      assertThat(in.headers().firstValue("Location")).hasValue("/");
      assertThat(in.headers().firstValue("Set-Cookie").orElseThrow())
          .contains("; Path=/;")
          .doesNotContain("Secure");
      assertThat(library(client, FORWARDED).body()).doesNotContain("pictures-app");
    }
  }

  @Test
  void origin_isComparedWithWhatTheBrowserAskedFor() {
    String[] own = {"Authorization", "Bearer let me in", "Origin", "https://pictures.example"};
    String[] proxied = new String[own.length + FORWARDED.length];
    System.arraycopy(own, 0, proxied, 0, own.length);
    System.arraycopy(FORWARDED, 0, proxied, own.length, FORWARDED.length);
    try (PictorServer server = serve("127.0.0.1");
        Client client = new Client(server)) {
      assertThat(client.post("/library/duplicates", "", proxied).statusCode()).isEqualTo(303);
      assertThat(client.post("/library/duplicates", "", own).statusCode()).isEqualTo(403);
    }
    try (PictorServer server = serve("");
        Client client = new Client(server)) {
      assertThat(client.post("/library/duplicates", "", proxied).statusCode()).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example",
        "/..",
        "/a/../b",
        "https://evil.example",
        "/a\"><script>",
        "a",
        "/a b",
        "/"
      })
  void prefix_thatIsNoneIsPassedOver(String prefix) {
    try (PictorServer server = serve("127.0.0.1");
        Client client = new Client(server)) {
      assertThat(library(client, "X-Forwarded-Prefix", prefix).body())
          .contains("hx-get=\"/library\"")
          .doesNotContain("evil", "<script>");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.1                       | 192.0.2.1",
        "198.51.100.7, 192.0.2.1         | 192.0.2.1",
        "192.0.2.1, 10.1.2.3             | 192.0.2.1",
        "10.1.2.3                        | 10.1.2.3",
        "192.0.2.1, nonsense             | 127.0.0.1",
        "2001:db8::1                     | 2001:db8::1",
        "''                              | 127.0.0.1",
      })
  void client_isWhomTheLastTrustedProxyWasAskedBy(String forwarded, String client) {
    assertThat(
            Visit.client(
                InetAddress.ofLiteral("127.0.0.1"),
                List.of(forwarded),
                Network.parseAll("127.0.0.1,10.0.0.0/8", "X")))
        .isEqualTo(InetAddress.ofLiteral(client));
    assertThat(Visit.client(InetAddress.ofLiteral("127.0.0.1"), List.of(forwarded), List.of()))
        .isEqualTo(InetAddress.ofLiteral("127.0.0.1"));
  }

  @Test
  void page_isChangedInItsAddressesOnly() {
    Visit visit = new Visit("h", "/p", true, InetAddress.getLoopbackAddress());
    assertThat(visit.page("<a href=\"/x\">href=/y</a><img src=\"https://h/z\"><a href=\"#a\">"))
        .isEqualTo("<a href=\"/p/x\">href=/y</a><img src=\"https://h/z\"><a href=\"#a\">");
    assertThat(visit.page("<a href=\"//h/x\">")).isEqualTo("<a href=\"//h/x\">");
    assertThat(List.of(visit.address("/"), visit.address("https://h/")))
        .containsExactly("/p/", "https://h/");
  }
}

package dev.pictor.model.download;

import static dev.pictor.testing.TestWebServer.file;
import static dev.pictor.testing.TestWebServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.config.ConfigException;
import dev.pictor.testing.TestWebServer;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class EnvironmentProxiesTest {
  private static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(5), Duration.ofSeconds(5), 1, Duration.ofMillis(1));
  private static final WantedFile WANTED =
      new WantedFile(
          "a.pt",
          URI.create("http://far.invalid/x/a.pt"),
          "039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81",
          3);

  private static String proxy(Map<String, String> environment, String address) {
    Proxy proxy = new EnvironmentProxies(environment).select(URI.create(address)).getFirst();
    return proxy.address() instanceof InetSocketAddress found
        ? found.getHostString() + ":" + found.getPort()
        : "direct";
  }

  @ParameterizedTest
  @CsvSource({
    "http_proxy,  http://p:3128, http://a/x,  p:3128",
    "http_proxy,  p:3128,        http://a/x,  p:3128",
    "http_proxy,  http://p/,     http://a/x,  p:1080",
    "http_proxy,  http://p:3128, https://a/x, direct",
    "HTTP_PROXY,  http://p:3128, http://a/x,  direct",
    "https_proxy, http://p:3128, https://a/x, p:3128",
    "HTTPS_PROXY, http://p:3128, https://a/x, p:3128",
    "https_proxy, http://p:3128, http://a/x,  direct",
    "all_proxy,   http://p:3128, https://a/x, p:3128",
    "ALL_PROXY,   http://p:3128, http://a/x,  p:3128",
    "https_proxy, '',            https://a/x, direct",
  })
  void variables_areThoseOfCurl(String variable, String value, String address, String expected) {
    assertThat(proxy(Map.of(variable, value), address)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "*,                     https://a.example/x,     direct",
    "a.example,             https://a.example/x,     direct",
    "A.Example,             https://a.EXAMPLE/x,     direct",
    "example,               https://a.example/x,     direct",
    ".example,              https://a.example/x,     direct",
    "'b, .example',         https://a.example/x,     direct",
    "ample,                 https://a.example/x,     p:3128",
    "b.example,             https://a.example/x,     p:3128",
    "10.0.0.0/8,            https://10.1.2.3/x,      direct",
    "10.0.0.0/9,            https://10.200.2.3/x,    p:3128",
    "10.0.0.0/8,            https://a.example/x,     p:3128",
    "10.0.0.0/99,           https://10.1.2.3/x,      p:3128",
    "127.0.0.1,             https://127.0.0.1/x,     direct",
    "::1,                   https://[::1]/x,         direct",
    "fd00::/8,              https://[fd12::1]/x,     direct",
  })
  void exceptions_areReadAsCurlDoes(String list, String address, String expected) {
    Map<String, String> environment = Map.of("https_proxy", "http://p:3128", "no_proxy", list);
    assertThat(proxy(environment, address)).isEqualTo(expected);
    environment = Map.of("https_proxy", "http://p:3128", "NO_PROXY", list);
    assertThat(proxy(environment, address)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "socks5://u:secret@p:1",
        "https://u:secret@p:1",
        "http://u:secret@",
        "http://u:secret@p:x y"
      })
  void proxyThatCannotBeUsed_isNamedWithoutItsPassword(String value) {
    assertThatThrownBy(() -> new EnvironmentProxies(Map.of("https_proxy", value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("https_proxy")
        .hasMessageContaining("http://HOST:PORT")
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }

  @Test
  void javasProperties_goBefore() {
    System.setProperty("https.proxyHost", "java");
    System.setProperty("https.proxyPort", "99");
    try {
      assertThat(proxy(Map.of("https_proxy", "http://p:3128"), "https://a.example/x"))
          .isEqualTo("java:99");
    } finally {
      System.clearProperty("https.proxyHost");
      System.clearProperty("https.proxyPort");
    }
  }

  @Test
  void proxyThatWantsAPassword_isSaid(@TempDir Path folder) throws Exception {
    try (TestWebServer proxy =
            TestWebServer.start(status(407, "Proxy-Authenticate: Basic realm=\"test\""));
        WebSource source =
            WebSource.open(Map.of("http_proxy", "localhost:" + proxy.port()), PATIENCE, null)) {
      assertThatThrownBy(
              () ->
                  new FileDownload(source)
                      .fetch(WANTED, folder.resolve("a.pt"), new QuietProgress()))
          .isInstanceOf(DownloadException.class)
          .hasMessageContaining("answered 407 (the proxy wants a user and a password");
    }
  }

  @Test
  void download_goesThroughTheProxyAndTellsItThePassword(@TempDir Path folder) throws Exception {
    byte[] bytes = {1, 2, 3};
    String login = Base64.getEncoder().encodeToString("user:p@ss".getBytes(StandardCharsets.UTF_8));
    try (TestWebServer proxy = TestWebServer.start(status(500))) {
      proxy.answer(
          (request, out) -> {
            TestWebServer.Answer answer =
                request.header("proxy-authorization").equals("Basic " + login)
                    ? file(bytes)
                    : status(407, "Proxy-Authenticate: Basic realm=\"test\"");
            answer.to(request, out);
          });
      Map<String, String> environment =
          Map.of("http_proxy", "http://user:p%40ss@localhost:" + proxy.port());
      try (WebSource source = WebSource.open(environment, PATIENCE, null)) {
        new FileDownload(source).fetch(WANTED, folder.resolve("a.pt"), new QuietProgress());
      }

      assertThat(folder.resolve("a.pt")).hasBinaryContent(bytes);
      assertThat(proxy.requests().getLast().target()).isEqualTo("http://far.invalid/x/a.pt");
    }
  }
}

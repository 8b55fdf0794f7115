package dev.pictor.model.download;

import static dev.pictor.testing.TestWebServer.file;
import static dev.pictor.testing.TestWebServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.testing.TestWebServer;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Downloads from an https server whose certificate only the test trusts.
@Timeout(60)
class EncryptedDownloadTest {
  private static final byte[] BYTES = {1, 2, 3};
  private static final String SHA256 =
      "039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81";
  private static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(5), Duration.ofSeconds(5), 1, Duration.ofMillis(1));

  @TempDir private static Path keys;
  private static SSLContext trusting;

  @TempDir private Path folder;

  @BeforeAll
  static void makeCertificate() throws Exception {
    Path store = keys.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "test",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                "secret")
            .redirectErrorStream(true)
            .redirectOutput(keys.resolve("log").toFile())
            .start();
    assertThat(keytool.waitFor()).as(Files.readString(keys.resolve("log"))).isZero();
    KeyStore keyStore = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keyStore.load(in, "secret".toCharArray());
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
    own.init(keyStore, "secret".toCharArray());
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(keyStore);
    trusting = SSLContext.getInstance("TLS");
    trusting.init(own.getKeyManagers(), trust.getTrustManagers(), null);
  }

  private void download(URI address) {
    download(address, Map.of());
  }

  private void download(URI address, Map<String, String> environment) {
    try (WebSource source =
        new WebSource(
            Connections.builder(environment, PATIENCE.connect()).sslContext(trusting).build(),
            PATIENCE,
            null)) {
      new FileDownload(source)
          .fetch(
              new WantedFile("a.pt", address, SHA256, BYTES.length),
              folder.resolve("a.pt"),
              new QuietProgress());
    }
  }

  @Test
  void encryptedAddress_isDownloaded() throws Exception {
    try (TestWebServer server = TestWebServer.startEncrypted(trusting, file(BYTES))) {
      download(server.address("/a.pt"));

      assertThat(folder.resolve("a.pt")).hasBinaryContent(BYTES);
    }
  }

  @Test
  void redirect_fromHttpToHttpsIsFollowed_backIsNot() throws Exception {
    try (TestWebServer plain = TestWebServer.start(file(BYTES));
        TestWebServer encrypted = TestWebServer.startEncrypted(trusting, file(BYTES))) {
      plain.answer(status(302, "Location: " + encrypted.address("/b")));
      download(plain.address("/a"));
      assertThat(folder.resolve("a.pt")).hasBinaryContent(BYTES);

      Files.delete(folder.resolve("a.pt"));
      plain.requests().clear();
      plain.answer(file(BYTES));
      encrypted.answer(status(302, "Location: " + plain.address("/a")));
      assertThatThrownBy(() -> download(encrypted.address("/b")))
          .isInstanceOf(DownloadException.class)
          .hasMessageContaining("from an encrypted address to one that is not");
      assertThat(plain.requests()).isEmpty();
      assertThat(folder.resolve("a.pt")).doesNotExist();
    }
  }

  @Test
  void unknownCertificate_isRefusedAtOnce() throws Exception {
    try (TestWebServer server = TestWebServer.startEncrypted(trusting, file(BYTES));
        WebSource source =
            WebSource.open(
                Map.of(),
                new Patience(
                    Duration.ofSeconds(5), Duration.ofSeconds(5), 5, Duration.ofMinutes(5)),
                null)) {
      assertThatThrownBy(
              () ->
                  new FileDownload(source)
                      .fetch(
                          new WantedFile("a.pt", server.address("/a"), SHA256, BYTES.length),
                          folder.resolve("a.pt"),
                          new QuietProgress()))
          .isInstanceOf(DownloadException.class)
          .hasMessageContaining("No safe connection to " + server.address("/a"));
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void proxyWithAPassword_isTunnelledThrough() throws Exception {
    try (TestWebServer server = TestWebServer.startEncrypted(trusting, file(BYTES));
        TestProxy proxy = TestProxy.start("user:p@ss")) {
      download(
          server.address("/a.pt"),
          Map.of("https_proxy", "http://user:p%40ss@localhost:" + proxy.port()));

      assertThat(folder.resolve("a.pt")).hasBinaryContent(BYTES);
      assertThat(proxy.tunnelsTo()).contains("localhost:" + server.port());
    }
  }
}

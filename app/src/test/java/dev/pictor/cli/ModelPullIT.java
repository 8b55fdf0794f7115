package dev.pictor.cli;

import static dev.pictor.testing.TestWebServer.file;
import static dev.pictor.testing.TestWebServer.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.testing.TestCatalogue;
import dev.pictor.testing.TestWebServer;
import dev.pictor.testing.TestWebServer.Request;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `pictor model pull` as processes of their own that are ended amid a download, or meet.
@Timeout(300)
class ModelPullIT {
  private static final Path PICTOR =
      Path.of(System.getProperty("pictor.basedir", "..")).toAbsolutePath().resolve("pictor");
  private static final int SIZE = 3 << 20;
  private static final int CUT = 2 << 20;

  @TempDir private Path folder;

  private final byte[] bytes = new byte[SIZE];
  private final CountDownLatch mayGoOn = new CountDownLatch(1);
  private TestWebServer server;
  private Path models = Path.of("");
  private Path catalogue = Path.of("");

  ModelPullIT() throws IOException {
    new Random(3).nextBytes(bytes);
    server = TestWebServer.start(this::pauseAmid);
  }

  @BeforeEach
  void writeCatalogue() throws IOException {
    models = folder.resolve("home/models");
    Path big = Files.write(folder.resolve("big"), bytes);
    catalogue = TestCatalogue.write(folder.resolve("own.json"), "big", big);
  }

  @AfterEach
  void stop() throws IOException {
    mayGoOn.countDown();
    server.close();
  }

  private void pauseAmid(Request request, OutputStream out) throws Exception {
    send(request, out, bytes, CUT);
    mayGoOn.await();
    out.write(bytes, CUT, SIZE - CUT);
  }

  private Process pull(String log) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(PICTOR.toString(), "model", "pull", "big")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(log).toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("PICTOR_") || name.endsWith("_proxy"));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("HOME", folder.resolve("user").toString());
    environment.put("PICTOR_HOME", folder.resolve("home").toString());
    environment.put("PICTOR_MODEL_CATALOGUE", catalogue.toString());
    environment.put("PICTOR_MODEL_MIRROR", server.address("").toString());
    return builder.start();
  }

  private String log(String log) throws IOException {
    return Files.readString(folder.resolve(log));
  }

  private int end(Process process) throws InterruptedException {
    assertThat(process.waitFor(200, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private long kept() throws IOException {
    Path part = models.resolve(".incoming/big/big.pt.part");
    return Files.exists(part) ? Files.size(part) : 0;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void pullThatIsEnded_leavesNoModel_andTheNextGoesOn(boolean atOnce) throws Exception {
    Process process = pull("first");
    while (kept() < CUT) {
      assertThat(process.isAlive()).as(log("first")).isTrue();
      Thread.sleep(20);
    }
    if (atOnce) {
      process.destroyForcibly();
    } else {
      process.destroy();
    }
    int exitCode = end(process);

    assertThat(exitCode).isEqualTo(atOnce ? 137 : 130);
    assertThat(models.resolve("big.pt")).doesNotExist();
    server.answer(file(bytes));
    assertThat(end(pull("second"))).as(log("second")).isZero();
    assertThat(models.resolve("big.pt")).hasBinaryContent(bytes);
    assertThat(server.requests()).extracting(Request::from).containsExactly(0, CUT);
  }

  @Test
  void secondProcess_waitsForTheFirstAndSaysWho() throws Exception {
    Process first = pull("first");
    while (kept() < CUT) {
      assertThat(first.isAlive()).as(log("first")).isTrue();
      Thread.sleep(20);
    }
    Process second = pull("second");
    while (!log("second").contains("Waiting for")) {
      assertThat(second.isAlive()).as(log("second")).isTrue();
      Thread.sleep(20);
    }
    mayGoOn.countDown();

    assertThat(end(first)).as(log("first")).isZero();
    assertThat(end(second)).as(log("second")).isZero();
    assertThat(log("second"))
        .contains("model pull big' (process %d, since ".formatted(first.pid()))
        .contains("big is there already, and intact");
    assertThat(server.requests()).hasSize(1);
  }
}

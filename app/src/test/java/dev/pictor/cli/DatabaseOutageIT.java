package dev.pictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.testing.TestModels;
import dev.pictor.testing.TestPictures;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The page as a process of its own over a PostgreSQL of its own, which is stopped and started
/// again.
@Timeout(400)
class DatabaseOutageIT {
  private static final Path PICTOR =
      Path.of(System.getProperty("pictor.basedir", "..")).toAbsolutePath().resolve("pictor");
  private static final Pattern ADDRESS = Pattern.compile("at (http://127\\.0\\.0\\.1:\\d+)");
  private static final List<String> SEARCHES =
      List.of("/search?q=cat", "/api/v1/search?q=cat", "/");

  @TempDir private Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Process> started = new ArrayList<>();
  private String database = "";

  @BeforeEach
  void startDatabase() throws Exception {
    Assumptions.assumeTrue(
        System.getenv("PICTOR_TEST_DATABASE_URL") != null,
        "needs PostgreSQL with pgvector: run ./check");
    // The server's user passes through here.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    database = run("postgres", "url").strip();
    assertThat(database).startsWith("postgres://");
  }

  @AfterEach
  void stopEverything() throws Exception {
    for (Process process : started) {
      process.destroy();
      assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
    }
    http.close();
    if (!database.isEmpty()) {
      run("postgres", "stop");
    }
  }

  private Process start(Path out, Path err, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(PICTOR.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("PICTOR_"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("HOME", folder.resolve("user").toString());
    builder.environment().put("PICTOR_HOME", folder.resolve("home").toString());
    builder.environment().put("PICTOR_CACHE", folder.resolve("cache").toString());
    builder.environment().put("PICTOR_MODEL", TestModels.tiny().toString());
    if (!database.isEmpty()) {
      builder.environment().put("DATABASE_URL", database);
    }
    return builder.start();
  }

  /// @return what it printed
  private String run(String... arguments) throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process = start(out, err, arguments);
    assertThat(process.waitFor(200, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(err)).isZero();
    return Files.readString(out);
  }

  private URI serve() throws Exception {
    Path err = folder.resolve("serve-err");
    Process process = start(folder.resolve("serve-out"), err, "serve", "--port", "0");
    started.add(process);
    Matcher address = ADDRESS.matcher("");
    while (!address.reset(Files.readString(err)).find()) {
      assertThat(process.isAlive()).as(Files.readString(err)).isTrue();
      Thread.sleep(50);
    }
    return URI.create(address.group(1));
  }

  private HttpResponse<String> get(URI page, String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(page.resolve(path)).timeout(Duration.ofSeconds(60)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private void becomesReady(URI page) throws Exception {
    while (get(page, "/health/ready").statusCode() != 200) {
      Thread.sleep(100);
    }
  }

  @Test
  void pageOverADatabaseThatStops_saysSoAndGoesOnWhenItIsBack() throws Exception {
    TestPictures.write(folder.resolve("photos/a.jpg"), 1);
    TestPictures.write(folder.resolve("photos/b.jpg"), 2);
    run("index", "photos");
    URI page = serve();
    becomesReady(page);
    String before = get(page, "/api/v1/search?q=cat").body();
    assertThat(before).contains("\"store\":\"postgresql\"", "a.jpg", "b.jpg");

    for (int outage = 0; outage < 2; outage++) {
      run("postgres", "stop");

      for (String path : SEARCHES) {
        HttpResponse<String> answer = get(page, path);
        assertThat(answer.statusCode()).as(path).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(answer.body())
            .contains("The pictures cannot be looked up right now", "cannot be reached")
            .doesNotContain(
                "\tat ", "Exception", "postmaster", "No pictures", "\"hits\"", password());
      }
      HttpResponse<String> ready = get(page, "/health/ready");
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(ready.body())
          .isEqualTo("{\"status\":\"unavailable\",\"reason\":\"store-failed\"}");
      assertThat(get(page, "/health/live").statusCode()).isEqualTo(200);

      run("postgres", "start");

      becomesReady(page);
      assertThat(get(page, "/api/v1/search?q=cat").body()).isEqualTo(before);
      assertThat(get(page, "/search?q=cat").body()).contains("2 pictures for");
    }
    assertThat(Files.readString(folder.resolve("serve-err"))).doesNotContain("\tat ");
  }

  @Test
  void watchOverADatabaseThatStops_saysSoAndGoesOnWhenItIsBack() throws Exception {
    TestPictures.write(folder.resolve("photos/a.jpg"), 1);
    Path out = folder.resolve("watch-out");
    Path err = folder.resolve("watch-err");
    Process process = start(out, err, "index", "--watch", "photos");
    started.add(process);
    until(process, err, "Watching", 1);

    for (int outage = 1; outage <= 2; outage++) {
      run("postgres", "stop");
      TestPictures.write(folder.resolve("photos/" + outage + ".jpg"), 10 + outage);
      until(process, err, "This did not work and is tried again in ", outage);
      run("postgres", "start");
      until(process, out, ":\\d\\d 1 added\n", outage);
    }

    assertThat(Files.readString(err))
        .contains("cannot be reached", "It works again.")
        .doesNotContain("\tat ", "Exception", password());
    assertThat(process.isAlive()).isTrue();
  }

  /// @param times how often the pattern must have been printed
  private void until(Process process, Path printed, String pattern, int times) throws Exception {
    for (int looks = 0;
        Pattern.compile(pattern).matcher(Files.readString(printed)).results().count() < times;
        looks++) {
      assertThat(process.isAlive() && looks < 2_000)
          .as(
              "%s in%n%s%s",
              pattern,
              Files.readString(folder.resolve("watch-out")),
              Files.readString(folder.resolve("watch-err")))
          .isTrue();
      Thread.sleep(50);
    }
  }

  private String password() {
    return URI.create(database).getUserInfo().split(":")[1];
  }
}

package dev.pictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pictor.testing.TestCatalogue;
import dev.pictor.testing.TestWebServer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Runs every command that the README shows, in its order, in an empty home folder with a few
/// pictures and a small model under the names that the README uses; a catalogue and a mirror of the
/// test's own have that model to be pulled.
class ReadmeCommandsIT {
  private static final Path BASE = Path.of(System.getProperty("pictor.basedir", ".."));
  private static final Path MODEL =
      BASE.resolve("../shared/reference/models/tiny-openai/ViT-tiny-32.pt");
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  @TempDir private static Path home;

  private static Path work;
  private static @Nullable TestWebServer mirror;

  @BeforeAll
  static void furnish() throws IOException {
    work = Files.createDirectories(home.resolve("work"));
    Files.createSymbolicLink(work.resolve("pictor"), BASE.resolve("pictor").toRealPath());
    if (Files.exists(MODEL)) {
      Files.createDirectories(work.resolve("models"));
      Files.createSymbolicLink(work.resolve("models/ViT-B-32.pt"), MODEL.toRealPath());
      TestCatalogue.write(home.resolve("catalogue.json"), "ViT-B-32", MODEL);
      mirror = TestWebServer.start(TestWebServer.file(TestCatalogue.bytes(MODEL)));
    }
    Path pictures = Files.createDirectories(home.resolve("Pictures"));
    int hue = 0;
    for (String name : List.of("beach", "cat", "forest", "jump")) {
      BufferedImage image = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
      Graphics2D graphics = image.createGraphics();
      graphics.setColor(Color.getHSBColor(hue++ / 4f, 0.8f, 0.9f));
      graphics.fillOval(40, 20, 200, 180);
      graphics.dispose();
      ImageIO.write(image, "jpeg", pictures.resolve(name + ".jpg").toFile());
    }
  }

  @AfterAll
  static void stopTheDatabase() throws Exception {
    if (work != null && Files.exists(home.resolve(".local/share/pictor/postgres"))) {
      run("./pictor postgres stop");
    }
    if (mirror != null) {
      mirror.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> everyCommandOfTheReadme_works() throws IOException {
    List<String> commands = commands(Files.readString(BASE.resolve("README.md")));
    assertThat(commands).as("commands in the README").hasSizeGreaterThan(8);
    return commands.stream().map(command -> DynamicTest.dynamicTest(command, () -> works(command)));
  }

  private static List<String> commands(String readme) {
    List<String> commands = new ArrayList<>();
    Matcher block = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL).matcher(readme);
    while (block.find()) {
      block.group(1).lines().filter(line -> !line.isBlank()).forEach(commands::add);
    }
    return commands;
  }

  private static void works(String command) throws Exception {
    if (command.equals("./check")) {
      // The one that is running this very test.
      assertThat(BASE.resolve("check")).isExecutable();
      return;
    }
    assumeTrue(Files.exists(MODEL), "needs ../shared/reference");
    if (command.contains("postgres")) {
      assumeTrue(
          System.getenv("PICTOR_TEST_DATABASE_URL") != null,
          "needs PostgreSQL with pgvector: run ./check");
    }
    if (command.matches(".*pictor (demo|serve).*")) {
      serves(command);
    } else {
      run(command);
    }
  }

  private static void run(String command) throws Exception {
    Path log = Files.createTempFile(home, "command", ".log");
    Process process = start(command, log);
    boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    assertThat(ended).as("%s ended; it printed:%n%s", command, Files.readString(log)).isTrue();
    assertThat(process.exitValue())
        .as("exit code of %s; it printed:%n%s", command, Files.readString(log))
        .isZero();
  }

  private static void serves(String command) throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    Path log = Files.createTempFile(home, "server", ".log");
    Process process = start("exec env " + withBashOf(command) + " --port " + port, log);
    try (HttpClient client = HttpClient.newHttpClient()) {
      String search = "http://127.0.0.1:%d/api/v1/search?q=cat&k=2".formatted(port);
      HttpRequest request = HttpRequest.newBuilder(URI.create(search)).build();
      Instant deadline = Instant.now().plus(PATIENCE);
      while (true) {
        assertThat(process.isAlive()).as("still runs: %s", Files.readString(log)).isTrue();
        assertThat(Instant.now()).as("answers: %s", Files.readString(log)).isBefore(deadline);
        try {
          HttpResponse<String> response =
              client.send(request, HttpResponse.BodyHandlers.ofString());
          if (response.statusCode() == 200) {
            assertThat(response.body()).contains("\"hits\"").contains("\"path\":\"/");
            return;
          }
        } catch (ConnectException e) {
          // Not up yet.
        }
        Thread.sleep(200);
      }
    } finally {
      process.destroy();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }

  /// `env` takes assignments before the command, so that bash can become the program itself.
  private static String withBashOf(String command) {
    return command.startsWith("DATABASE_URL=$(")
        ? command.replaceFirst("DATABASE_URL=(\\$\\([^)]*\\))", "\"DATABASE_URL=$1\"")
        : command;
  }

  private static Process start(String command, Path log) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("bash", "-c", command);
    builder.directory(work.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("XDG_") || name.startsWith("PICTOR_"));
    environment.put("HOME", home.toString());
    if (mirror != null) {
      environment.put("PICTOR_MODEL_CATALOGUE", home.resolve("catalogue.json").toString());
      environment.put("PICTOR_MODEL_MIRROR", mirror.address("").toString());
    }
    return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }
}

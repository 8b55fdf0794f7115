package dev.pictor.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pictor.testing.ShortRuns;
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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/// The home of somebody who types what a page shows: a few pictures in `~/Pictures`, and `pictor`
/// in the working folder. A catalogue and a mirror of its own have a small model to be pulled under
/// the usual names.
final class UserHome {
  static final Path REPOSITORY =
      Path.of(System.getProperty("pictor.basedir", "..")).toAbsolutePath().normalize();
  static final Path MODELS = REPOSITORY.resolve("../shared/reference/models").normalize();

  private static final Path MODEL = MODELS.resolve("tiny-openai/ViT-tiny-32.pt");
  /// Pictures, as many as a query needs to have right by default.
  static final List<String> DRAWN =
      List.of("beach", "cat", "forest", "jump", "lake", "moon", "rain", "street");

  private static final Duration PATIENCE = Duration.ofMinutes(8);

  private final Path folder;
  private final Map<String, String> environment = new TreeMap<>();
  private @Nullable TestWebServer mirror;
  private @Nullable Process server;
  private int port;

  private UserHome(Path folder) {
    this.folder = folder;
  }

  static UserHome in(Path folder) throws IOException {
    UserHome home = new UserHome(folder);
    Files.createDirectories(home.work());
    Files.createSymbolicLink(home.work().resolve("pictor"), REPOSITORY.resolve("pictor"));
    home.draw(home.path("Pictures"));
    home.environment.put("HOME", folder.toString());
    if (Files.exists(MODEL)) {
      home.offerModels();
    }
    return home;
  }

  /// Skips a test where there is no model to try it with.
  static void assumeModel() {
    assumeTrue(Files.exists(MODEL), "needs ../shared/reference");
  }

  private void offerModels() throws IOException {
    Path catalogue = path("catalogue.json");
    TestCatalogue.write(catalogue, Map.of("ViT-B-32", MODEL, "ViT-L-14", MODEL));
    mirror = TestWebServer.start(TestWebServer.file(TestCatalogue.bytes(MODEL)));
    environment.put("PICTOR_MODEL_CATALOGUE", catalogue.toString());
    environment.put("PICTOR_MODEL_MIRROR", mirror.address("").toString());
  }

  /// Puts a model where it is found without being asked for, or anywhere else.
  void putModel(Path place) throws IOException {
    Files.createDirectories(place.getParent());
    Files.createSymbolicLink(place, MODEL);
  }

  /// Draws one picture of each name.
  void draw(Path target) throws IOException {
    Files.createDirectories(target);
    int hue = 0;
    for (String name : DRAWN) {
      BufferedImage image = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
      Graphics2D graphics = image.createGraphics();
      graphics.setColor(Color.getHSBColor(hue++ / 8f, 0.8f, 0.9f));
      graphics.fillOval(40, 20, 200, 180);
      graphics.dispose();
      ImageIO.write(image, "jpeg", target.resolve(name + ".jpg").toFile());
    }
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  /// Where commands are typed.
  Path work() {
    return folder.resolve("work");
  }

  void set(String variable, String value) {
    environment.put(variable, value);
  }

  boolean knows(String variable) {
    return environment.containsKey(variable);
  }

  /// Runs a command to its end, which must be a good one.
  ///
  /// @return what it printed to standard output
  String run(String command) throws Exception {
    Path log = Files.createTempFile(folder, "command", ".log");
    Path out = Files.createTempFile(folder, "command", ".out");
    Process process =
        command(command).redirectOutput(out.toFile()).redirectError(log.toFile()).start();
    boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    String printed = Files.readString(out) + Files.readString(log);
    assertThat(ended).as("%s ended; it printed:%n%s", command, printed).isTrue();
    assertThat(process.exitValue())
        .as("exit code of %s; it printed:%n%s", command, printed)
        .isZero();
    return Files.readString(out);
  }

  /// Runs a command that serves, until it answers a search with pictures.
  void serve(String command) throws Exception {
    Process process = start(command);
    stop(process);
  }

  /// As above, and lets it run: what is typed from then on finds it.
  void keepServing(String command) throws Exception {
    // What is answered with an error is a failure.
    Files.writeString(path(".curlrc"), "fail-with-body\n");
    server = start(command);
  }

  private Process start(String command) throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    Path log = Files.createTempFile(folder, "server", ".log");
    Process process =
        command("exec env " + withBashOf(command) + " --port " + port)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
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
            return process;
          }
        } catch (ConnectException e) {
          // Not up yet.
        }
        Thread.sleep(200);
      }
    } catch (Throwable e) {
      stop(process);
      throw e;
    }
  }

  private static void stop(Process process) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }

  /// Runs a command or, if it is one that serves, waits for its answer.
  void type(String command) throws Exception {
    if (command.matches(".*pictor (demo|serve).*")) {
      serve(command);
    } else {
      run(command);
    }
  }

  /// `env` takes assignments before the command, so that bash can become the program itself.
  private static String withBashOf(String command) {
    return command.startsWith("DATABASE_URL=$(")
        ? command.replaceFirst("DATABASE_URL=(\\$\\([^)]*\\))", "\"DATABASE_URL=$1\"")
        : command;
  }

  private ProcessBuilder command(String command) {
    String here = server == null ? command : command.replace(":8000/", ":" + port + "/");
    ProcessBuilder builder = new ProcessBuilder("bash", "-c", here).directory(work().toFile());
    Map<String, String> all = builder.environment();
    all.keySet().removeIf(name -> name.startsWith("XDG_") || name.startsWith("PICTOR_"));
    all.putAll(environment);
    ShortRuns.prepare(all);
    return builder;
  }

  /// Stops what was started; the folder stays.
  void close() throws Exception {
    if (server != null) {
      stop(server);
    }
    if (Files.exists(path(".local/share/pictor/postgres"))) {
      run("./pictor postgres stop");
    }
    if (mirror != null) {
      mirror.close();
    }
  }
}

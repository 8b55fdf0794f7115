package dev.pictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.cli.TestShell.Result;
import dev.pictor.json.Json;
import dev.pictor.testing.TestModels;
import dev.pictor.testing.TestPictures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Another model for a collection, from the command line, with every store.
abstract class ReindexContract {
  private static final Path PICTOR =
      Path.of(System.getProperty("pictor.basedir", "..")).toAbsolutePath().resolve("pictor");
  private static final String NEW = "sketchbook";
  private static final String OLD = "openai_micro";

  private static final Pattern ADDRESS = Pattern.compile("at (http://127\\.0\\.0\\.1:\\d+)");

  @TempDir private Path temporary;
  private Path base = Path.of("");
  private Path photos = Path.of("");
  private TestShell shell = new TestShell(Path.of(""));

  /// The variables that choose the store.
  abstract Map<String, String> store();

  @BeforeEach
  void indexPhotos() throws IOException {
    base = temporary.toRealPath();
    photos = Files.createDirectory(base.resolve("photos"));
    shell = new TestShell(base).setAll(store());
    for (int number = 1; number <= 12; number++) {
      TestPictures.write(photos.resolve("p%d.jpg".formatted(number)), number);
    }
    Files.copy(photos.resolve("p1.jpg"), photos.resolve("copy.jpg"));
    byte[] whole = TestPictures.bytes(99, "png");
    Files.write(photos.resolve("broken.png"), Arrays.copyOf(whole, 40));
    Result result = shell.run("index", "--model", TestModels.micro().toString(), "photos");
    assertThat(result.out()).startsWith("12 added, 0 changed, 0 unchanged, 1 copies, 1 failed");
  }

  private Result reindex(String... more) {
    String[] arguments = {"reindex", "--model", NEW};
    String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return shell.run(all);
  }

  private JsonNode status() {
    Result result = shell.run("status", "--json");
    assertThat(result.exitCode()).as(result.err()).isZero();
    return Json.read(result.out(), JsonNode.class);
  }

  private void assertModel(String name) {
    JsonNode status = status();
    assertThat(status.get("model").stringValue()).isEqualTo(name);
    assertThat(status.get("pictures").intValue()).isEqualTo(12);
    assertThat(status.get("files").intValue()).isEqualTo(13);
    assertThat(status.get("failed").intValue()).isEqualTo(1);
    assertThat(status.get("collections")).hasSize(1);
  }

  /// Paths of hits to ids, for a picture as the query.
  private Map<String, String> found() {
    Result result = shell.run("search", "--json", "-k", "50", "--image", "photos/p2.jpg");
    assertThat(result.exitCode()).as(result.err()).isZero();
    Map<String, String> found = new HashMap<>();
    Json.read(result.out(), JsonNode.class)
        .get("hits")
        .forEach(hit -> found.put(hit.get("path").stringValue(), hit.get("id").stringValue()));
    return found;
  }

  @Test
  void reindex_switchesAndKeepsIdsPlacesAndFailures() {
    Map<String, String> before = found();

    Result result = reindex();

    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.SOME_FAILED);
    assertThat(result.out())
        .startsWith("12 embedded, 0 already there, 1 copies, 1 failed\n")
        .containsPattern("Of the 10 pictures most like a picture, both models name \\d+ % \\(12 ")
        .contains("Collection 'default' has sketchbook now; openai_micro is kept");
    assertModel(NEW);
    assertThat(found()).isEqualTo(before).hasSize(12);
    assertThat(shell.run("index", "photos").out())
        .startsWith("0 added, 0 changed, 13 unchanged, 0 copies, 0 failed");
  }

  @Test
  void recentQueries_areWhatIsCompared_whereThereAreEnough() {
    shell.set("PICTOR_COLLECTION", "asked");
    shell.run("index", "--model", NEW, "photos");
    for (int number = 1; number <= 9; number++) {
      Result result = shell.run("search", "query " + number);
      assertThat(result.exitCode()).as(result.err()).isZero();
    }
    shell.run("search", "type:jpeg");
    String[] reindex = {"reindex", "--no-switch", "--model", TestModels.tiny().toString()};
    assertThat(shell.run(reindex).out()).contains("most like a picture", "(12 pictures asked)");

    shell.run("search", "one - more type:jpeg");

    assertThat(shell.run(reindex).out())
        .containsPattern(
            "Of the 10 best pictures for a query, both models name \\d+ % \\(10 recent queries asked\\)");
    shell.set("PICTOR_RECENT", "off");
    assertThat(shell.run(reindex).out()).contains("(12 pictures asked)");
  }

  @Test
  void rollback_goesBackAndOnlyThen() {
    Map<String, String> before = found();
    Result early = shell.run("reindex", "--rollback");
    assertThat(early.exitCode()).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(early.err()).contains("Nothing is kept of what collection 'default' was before");
    reindex();
    TestPictures.write(photos.resolve("later.jpg"), 77);
    assertThat(shell.run("index", "photos").out()).startsWith("1 added");

    Result result = shell.run("reindex", "--rollback");

    assertThat(result.out()).startsWith("Collection 'default' has openai_micro again");
    assertModel(OLD);
    assertThat(found()).isEqualTo(before);
    assertThat(shell.run("index", "photos").out()).startsWith("1 added, 0 changed, 13 unchanged");
    assertThat(shell.run("reindex", "--rollback").exitCode()).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(reindex().out()).as("it was complete").startsWith("0 embedded, 14 already there");
    assertThat(status().get("model").stringValue()).isEqualTo(NEW);
    assertThat(status().get("pictures").intValue()).isEqualTo(13);
  }

  @Test
  void noSwitch_comparesAndWaits_forgetRemovesIt() throws IOException {
    assertThat(reindex("--no-switch").out()).contains("Nothing has switched");
    assertModel(OLD);
    Files.delete(photos.resolve("p12.jpg"));
    shell.run("index", "--prune", "photos");

    assertThat(reindex().out()).startsWith("0 embedded, 12 already there, 0 copies, 0 failed");

    assertThat(status().get("model").stringValue()).isEqualTo(NEW);
    assertThat(status().get("pictures").intValue()).as("pruned meanwhile").isEqualTo(11);
    assertThat(shell.run("reindex", "--forget").out())
        .isEqualTo("Removed what was kept of openai_micro.\n");
    assertThat(shell.run("reindex", "--forget").out()).isEqualTo("Nothing was kept.\n");
    assertThat(status().get("model").stringValue()).isEqualTo(NEW);
    assertThat(found()).hasSize(11);
  }

  @Test
  void folderThatIsNotThere_keepsItFromSwitching() throws IOException {
    Path away = base.resolve("away");
    Files.move(photos, away);

    Result result = reindex();

    assertThat(result.exitCode()).isEqualTo(ExitCode.SOME_FAILED);
    assertThat(result.err())
        .contains("Root 'photos': none of its files is there, so 12 pictures would be left out")
        .contains("Nothing has switched", "--root NAME=DIR");
    assertModel(OLD);
    assertThat(reindex("--root", "photos=" + away).out()).contains("has sketchbook now");
    assertModel(NEW);
  }

  @Test
  void evenAll_leavesOutWhatIsGone() throws IOException {
    Files.move(photos, base.resolve("away"));

    assertThat(reindex("--even-all").out())
        .startsWith("0 embedded, 0 already there, 0 copies, 0 failed; 14 files are gone")
        .contains("has sketchbook now");
    assertThat(status().get("pictures").intValue()).isZero();
    shell.run("reindex", "--rollback");
    assertModel(OLD);
  }

  @Test
  void usage_isExplained() {
    assertThat(shell.run("reindex").exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(shell.run("reindex").err()).contains("Say which model", "--model NAME");
    assertThat(shell.run("reindex", "--rollback", "--forget").exitCode())
        .isEqualTo(ExitCode.WRONG_USAGE);
    Result absent = shell.run("reindex", "--collection", "absent", "--model", NEW);
    assertThat(absent.exitCode()).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(absent.err()).contains("There is no collection 'absent'");
    Result same = shell.run("reindex", "--model", TestModels.micro().toString());
    assertThat(same.exitCode()).isZero();
    assertThat(same.out()).isEqualTo("Collection 'default' has this model already.\n");
  }

  @Test
  void kill_losesNothingAndTheSameCommandGoesOn() throws Exception {
    for (int number = 100; number < 400; number++) {
      TestPictures.write(photos.resolve("p%d.jpg".formatted(number)), number);
    }
    assertThat(shell.run("index", "photos", "--model", TestModels.micro().toString()).out())
        .startsWith("300 added");
    int done = 0;
    for (int kill = 1; kill <= 3; kill++) {
      Process process = process();
      int wanted = 60 * kill;
      while (process.isAlive() && stored() < wanted) {
        TimeUnit.MILLISECONDS.sleep(150);
      }
      process.destroyForcibly().waitFor();
      assertThat(status().get("model").stringValue()).isEqualTo(OLD);
      assertThat(status().get("pictures").intValue()).isEqualTo(312);
      int now = stored();
      assertThat(now).isGreaterThanOrEqualTo(done);
      done = now;
    }

    Result result = reindex();

    assertThat(result.err()).contains(done + " pictures are embedded already");
    String embedded = result.out().substring(0, result.out().indexOf(" embedded"));
    assertThat(Integer.parseInt(embedded))
        .as("what was embedded before the last kill is not embedded again")
        .isBetween(0, 312 - done);
    assertThat(status().get("model").stringValue()).isEqualTo(NEW);
    assertThat(status().get("pictures").intValue()).isEqualTo(312);
    assertThat(found()).hasSize(50);
  }

  private int stored() {
    JsonNode beside = status().get("beside");
    return beside.isNull() ? 0 : beside.get("pictures").intValue();
  }

  private Process process() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(PICTOR.toString(), "reindex", "--model", NEW)
            .directory(base.toFile())
            .redirectErrorStream(true)
            .redirectOutput(base.resolve("log").toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("PICTOR_"));
    environment.remove("DATABASE_URL");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("HOME", base.resolve("user").toString());
    environment.put("PICTOR_HOME", base.resolve("home").toString());
    environment.put("PICTOR_CACHE", base.resolve("cache").toString());
    environment.putAll(store());
    return builder.start();
  }

  @Test
  void pageThatIsServed_goesOverByItself() throws Exception {
    Path other = TestModels.tiny();
    shell.run("index", "--collection", "page", "--model", NEW, "photos");
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream messages = new PrintStream(said, true, StandardCharsets.UTF_8);
    PrintStream nothing =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    Interruption interruption = new Interruption();
    CompletableFuture<Integer> serving =
        CompletableFuture.supplyAsync(
            () ->
                shell.run(
                    "",
                    nothing,
                    messages,
                    interruption,
                    "serve",
                    "--collection",
                    "page",
                    "--port",
                    "0"));
    try {
      await(() -> said.toString(StandardCharsets.UTF_8).contains("Model sketchbook is ready"));
      Matcher address = ADDRESS.matcher(said.toString(StandardCharsets.UTF_8));
      assertThat(address.find()).isTrue();
      URI search = URI.create(address.group(1) + "/api/v1/search?q=cat&k=20");
      assertThat(answer(search)).contains("\"model\":\"sketchbook\"").contains("\"rank\":12");

      shell.run("reindex", "--collection", "page", "--model", other.toString());

      await(() -> answer(search).contains("\"model\":\"ViT-tiny-32\""));
      assertThat(answer(search)).contains("\"rank\":12");
      shell.run("reindex", "--collection", "page", "--rollback");
      await(() -> answer(search).contains("\"model\":\"sketchbook\""));
    } finally {
      interruption.request();
      serving.get(60, TimeUnit.SECONDS);
    }
  }

  private static String answer(URI address) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).as("never without an answer").isEqualTo(200);
      return response.body();
    }
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    for (int i = 0; i < 600 && !condition.call(); i++) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    assertThat(condition.call()).isTrue();
  }

  @Test
  void status_tellsWhatIsBeside() {
    assertThat(status().get("beside").isNull()).isTrue();
    reindex("--no-switch");
    assertThat(status().get("beside").get("model").stringValue()).isEqualTo(NEW);
    assertThat(status().get("beside").get("next").booleanValue()).isTrue();
    assertThat(shell.run("status").out())
        .contains("Reindex     12 pictures embedded with sketchbook");
    reindex();
    assertThat(status().get("beside").get("next").booleanValue()).isFalse();
    assertThat(shell.run("status").out())
        .contains("Kept        12 pictures of openai_micro; 'pictor reindex --rollback' goes back");
  }
}

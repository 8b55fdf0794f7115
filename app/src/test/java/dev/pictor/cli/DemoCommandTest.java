package dev.pictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.cli.TestShell.Result;
import dev.pictor.clip.Clip;
import dev.pictor.clip.ClipOptions;
import dev.pictor.indexing.Indexer;
import dev.pictor.indexing.Targets;
import dev.pictor.json.Json;
import dev.pictor.store.ModelIdentity;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Storage;
import dev.pictor.store.lucene.LuceneStorage;
import dev.pictor.testing.Silence;
import dev.pictor.testing.TestModels;
import dev.pictor.testing.TestPictures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `pictor demo` where three pictures stand for the drawn ones; with the real ones: `DemoIT`.
@Timeout(120)
class DemoCommandTest {
  private static final Pattern ADDRESS =
      Pattern.compile("(?s)is ready.*(http://[0-9.]+:\\d+)|(http://[0-9.]+:\\d+).*is ready");

  @TempDir private Path folder;
  private Path drawn = Path.of("");

  @BeforeEach
  void draw() throws IOException {
    drawn = folder.resolve("home/demo/pictures");
    for (int number = 1; number <= 3; number++) {
      TestPictures.write(drawn.resolve(number + ".png"), number);
    }
    Files.createFile(drawn.resolve(".complete"));
  }

  /// Starts a server, looks at its first page, and ends it.
  private String page(String... arguments) throws Exception {
    return page(new ByteArrayOutputStream(), arguments);
  }

  private String page(ByteArrayOutputStream said, String... arguments) throws Exception {
    Interruption interruption = new Interruption();
    PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
    CompletableFuture<Integer> running =
        CompletableFuture.supplyAsync(
            () -> new TestShell(folder).run("", err, err, interruption, arguments));
    Matcher address = ADDRESS.matcher("");
    while (!address.reset(said.toString(StandardCharsets.UTF_8)).find()) {
      assertThat(running).as(said.toString(StandardCharsets.UTF_8)).isNotDone();
      assertThat(said.toString(StandardCharsets.UTF_8)).doesNotContain("cannot search");
      Thread.sleep(20);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      String url = address.group(1) == null ? address.group(2) : address.group(1);
      return client
          .send(
              HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    } finally {
      interruption.request();
      assertThat(running.get(60, TimeUnit.SECONDS)).isEqualTo(130);
    }
  }

  private JsonNode status() {
    return Json.read(
        new TestShell(folder).run("status", "--collection", "demo", "--json").out(),
        JsonNode.class);
  }

  private void holds(int pictures, String model) {
    assertThat(status().get("pictures").intValue()).isEqualTo(pictures);
    assertThat(status().get("model").stringValue()).isEqualTo(model);
  }

  @Test
  void demo_searchesDrawnScenesWithTheBundledModelAndSaysSo() throws Exception {
    String page = page("demo", "--port", "0");

    holds(3, "sketchbook");
    assertThat(status().get("modelLocation").stringValue()).isEqualTo("sketchbook");
    assertThat(page)
        .contains("href=\"/search?q=cat\"", "q=man+jumping", "q=outer+space")
        .contains(
            "This is sketchbook",
            "It knows drawn scenes",
            "get CLIP ViT-B/32",
            "pictor index ~/Pictures")
        .doesNotContain("santa");
    Result found = new TestShell(folder).run("search", "--collection", "demo", "cat");
    assertThat(found.exitCode()).as(found.err()).isZero();
    assertThat(found.out().lines()).hasSize(3);
  }

  @Test
  void demo_aSecondTimeChangesNothing() throws Exception {
    page("demo", "--port", "0");
    String page = page("demo", "--port", "0");

    holds(3, "sketchbook");
    assertThat(page).contains("3 pictures");
  }

  @Test
  void pictures_takeThePlaceOfDrawnScenes() throws Exception {
    TestPictures.write(folder.resolve("photos/a.jpg"), 9);
    page("demo", "--port", "0");
    String[] own = {
      "demo", "--port", "0", "--pictures", "photos", "--model", TestModels.micro().toString()
    };

    assertThat(page(own)).doesNotContain("sketchbook").contains("santa");

    holds(1, "openai_micro");
    page("demo", "--port", "0");
    holds(1, "openai_micro");
  }

  /// The weights are damaged once the pictures are indexed: who loads them again fails.
  @Test
  void model_isLoadedOnceForIndexingAndForThePage() throws Exception {
    TestPictures.write(folder.resolve("photos/a.jpg"), 9);
    Path weights = Files.copy(TestModels.micro(), folder.resolve("once.pt"));
    ByteArrayOutputStream said =
        new ByteArrayOutputStream() {
          @Override
          public synchronized void write(byte[] bytes, int from, int length) {
            super.write(bytes, from, length);
            if (toString(StandardCharsets.UTF_8).contains("1 added")) {
              damage(weights);
            }
          }
        };

    page(said, "demo", "--port", "0", "--pictures", "photos", "--model", weights.toString());

    assertThat(weights).isEmptyFile();
  }

  private static void damage(Path file) {
    try {
      Files.write(file, new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void picturesWithoutAModel_areNotIndexedWithTheBundledOne() throws Exception {
    TestPictures.write(folder.resolve("photos/a.jpg"), 9);
    page("demo", "--port", "0");

    Result result = new TestShell(folder).run("demo", "--pictures", "photos");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("There is no model yet", "--model sketchbook");
    holds(3, "sketchbook");
  }

  @Test
  void demo_indexesAgainWhatAnEarlierSketchbookIndexed() throws Exception {
    try (Clip other = Clip.open(TestModels.micro(), ClipOptions.defaults());
        Storage storage = LuceneStorage.open(folder.resolve("home/lucene"));
        PictureStore store =
            storage.openToWrite(
                "demo",
                new ModelIdentity(
                    "sketchbook",
                    "sketchbook",
                    other.fingerprint(),
                    other.config().embeddingDimension(),
                    other.preprocessing().label(),
                    "fp32"))) {
      new Indexer(store, other, new Silence(), () -> false)
          .index(new Targets(store.roots(), Map.of()).of(List.of(drawn)));
    }
    String before = status().get("fingerprint").stringValue();
    holds(3, "sketchbook");

    page("demo", "--port", "0");

    holds(3, "sketchbook");
    assertThat(status().get("fingerprint").stringValue()).isNotEqualTo(before);
  }

  @Test
  void anotherCollectionOfTheBundledModel_saysWhatItKnows() {
    TestPictures.write(folder.resolve("photos/a.jpg"), 9);

    Result result = new TestShell(folder).run("index", "--model", "sketchbook", "photos");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err()).contains("knows drawn scenes only");
  }
}

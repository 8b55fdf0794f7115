package dev.pictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.cli.TestShell.Result;
import dev.pictor.clip.Embedding;
import dev.pictor.json.Json;
import dev.pictor.store.Change;
import dev.pictor.store.ModelIdentity;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Samples;
import dev.pictor.store.Storage;
import dev.pictor.testing.ClusteredVectors;
import dev.pictor.testing.TestPictures;
import dev.pictor.testing.WordedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `pictor eval --index`, with every store.
@Timeout(120)
abstract class IndexEvalContract {
  private static final int PICTURES = 12;

  @TempDir private Path temporary;
  private Path base = Path.of("");
  private TestShell shell = new TestShell(Path.of(""));

  /// The variables that choose the store.
  abstract Map<String, String> store();

  /// The one that they choose.
  abstract Storage open(Path home);

  @BeforeEach
  void index() throws IOException {
    base = temporary.toRealPath();
    shell =
        new TestShell(base)
            .set("PICTOR_MODEL", WordedModel.write(base.resolve("worded")).toString())
            .setAll(store());
    for (int number = 0; number < PICTURES; number++) {
      TestPictures.write(base.resolve("photos/" + number + ".jpg"), number);
    }
    assertThat(shell.run("index", "photos").exitCode()).isZero();
  }

  private JsonNode json(String... options) {
    Result result =
        shell.run(
            Stream.concat(Stream.of("eval", "--index", "--json"), Stream.of(options))
                .toArray(String[]::new));
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out().lines()).hasSize(1);
    return Json.read(result.out(), JsonNode.class);
  }

  @Test
  void smallCollection_isExactAndSaysSo() {
    JsonNode json = json("-k", "3", "--sample", "20");

    assertThat(json.get("form").stringValue()).isEqualTo("index");
    assertThat(json.get("pictures").intValue()).isEqualTo(PICTURES);
    assertThat(json.get("k").intValue()).isEqualTo(3);
    assertThat(json.get("queries").toString()).isEqualTo("{\"texts\":10,\"pictures\":10}");
    assertThat(json.get("graph").isNull()).isTrue();
    assertThat(json.get("approximate").intValue()).isZero();
    assertThat(json.get("meanRecall").doubleValue()).isEqualTo(1);
    assertThat(json.get("worstRecall").doubleValue()).isEqualTo(1);
    assertThat(json.get("millis").get("p50").doubleValue()).isPositive();
    assertThat(json.get("millisComparingAll").get("p95").doubleValue()).isPositive();

    Result people = shell.run("eval", "--index");

    assertThat(people.exitCode()).isZero();
    assertThat(people.out())
        .contains("recall@10          1.0000          1.0000")
        .contains("12 pictures, 32 dimensions")
        .contains("queries: 100 texts, 12 pictures")
        .contains("Up to 20,000 pictures every search compares all: nothing here is approximate.");
  }

  @Test
  void withoutTheModel_picturesAloneAreAskedFor() throws IOException {
    Files.move(base.resolve("worded"), base.resolve("elsewhere"));

    Result result = shell.run("eval", "--index", "--json");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err()).contains("No texts are asked for: the collection's model worded");
    assertThat(Json.read(result.out(), JsonNode.class).get("queries").toString())
        .isEqualTo("{\"texts\":0,\"pictures\":12}");
  }

  @Test
  void wrongUsage_isToldOf() {
    for (List<String> wrong :
        List.of(
            List.of("eval"),
            List.of("eval", "--index", "lines.tsv"),
            List.of("eval", "--index", "--pictures", "photos"),
            List.of("eval", "--index", "--sample", "0"),
            List.of("eval", "--index", "-k", "0"),
            List.of("eval", "--index", "--collection", "../x"),
            List.of("eval", "--sample", "3", "lines.tsv"))) {
      Result result = shell.run(wrong.toArray(String[]::new));
      assertThat(result.exitCode()).as("%s", wrong).isEqualTo(ExitCode.WRONG_USAGE);
      assertThat(result.out()).isEmpty();
    }
  }

  @Test
  void noCollection_couldNotRun_andSaysWhich() {
    Result result = shell.run("eval", "--index", "--collection", "other");

    assertThat(result.exitCode()).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(result.err()).contains("There is no collection 'other'");
  }

  @Test
  void largeCollection_tellsItsGraph() {
    try (Storage storage = open(base.resolve("home"))) {
      ModelIdentity model = storage.info("default").orElseThrow().model();
      ClusteredVectors vectors = new ClusteredVectors(1, model.dimension());
      try (PictureStore store = storage.openToWrite("default", model)) {
        for (int batch = 0; batch < 21; batch++) {
          int from = batch * 1_000;
          store.apply(
              IntStream.range(from, from + 1_000)
                  .mapToObj(
                      n ->
                          (Change)
                              Samples.put(
                                  n,
                                  n + ".jpg",
                                  Embedding.ofUnit(model.fingerprint(), vectors.picture())))
                  .toList());
        }
        store.optimize();
      }
    }

    JsonNode json = json();

    assertThat(json.get("approximate").intValue()).isEqualTo(200);
    // In few dimensions texts of a random model lie anywhere: what is found is less than usual.
    assertThat(json.get("meanRecall").doubleValue()).isBetween(0.9, 1.0);
    assertThat(json.get("graph").get("m").intValue()).isPositive();
    assertThat(json.get("graph").get("efSearch").intValue()).isGreaterThan(10);
    assertThat(shell.run("eval", "--index", "--sample", "10").out()).contains("index: HNSW, m ");
  }
}

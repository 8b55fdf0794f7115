package dev.pictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.cli.TestShell.Result;
import dev.pictor.json.Json;
import dev.pictor.sketchbook.dataset.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The query language through the program, with the bundled model and scenes of which it is known
/// what they show.
@TestInstance(Lifecycle.PER_CLASS)
class QueryLanguageTest {
  private static final int SCENES = 600;
  private static final long FIRST_SEED = 1L << 43;
  private static final List<String> THINGS = List.of("cat", "car", "tree", "boat", "house");
  private static final List<String> SETTINGS = List.of("desert", "forest", "beach", "mountains");

  private TestShell shell = new TestShell(Path.of(""));
  private Path pictures = Path.of("");

  /// Which queries are true of a picture, by its file's name.
  private final Map<String, Set<String>> shown = new HashMap<>();

  @BeforeAll
  void index(@TempDir Path temporary) throws IOException {
    Path base = temporary.toRealPath();
    Dataset.main(new String[] {base.toString(), "held", "" + SCENES, "" + FIRST_SEED});
    pictures = base.resolve("held/pictures");
    for (String line : Files.readAllLines(base.resolve("held/queries.tsv"))) {
      String[] columns = line.split("\t");
      String name = Path.of(columns[1]).getFileName().toString();
      shown.computeIfAbsent(name, _ -> new HashSet<>()).add(columns[0]);
    }
    for (int number = 0; number < SCENES; number++) {
      Files.setLastModifiedTime(
          pictures.resolve("%05d.png".formatted(number)),
          FileTime.from(Instant.parse("2024-01-01T12:00:00Z").plusSeconds(86_400L * number)));
    }
    shell = new TestShell(base).set("PICTOR_MODEL", "sketchbook");
    assertThat(shell.run("index", pictures.toString()).exitCode()).isZero();
  }

  private JsonNode hits(String query, String... options) {
    List<String> command = new ArrayList<>(List.of("search", "--json"));
    command.addAll(List.of(options));
    command.add(query);
    Result result = shell.run(command.toArray(String[]::new));
    assertThat(result.exitCode()).as(result.err()).isZero();
    return Json.read(result.out(), JsonNode.class).get("hits");
  }

  private static List<String> names(JsonNode hits) {
    return StreamSupport.stream(hits.spliterator(), false)
        .map(hit -> Path.of(hit.get("path").asString()).getFileName().toString())
        .toList();
  }

  private boolean shows(String name, String query) {
    return shown.getOrDefault(name, Set.of()).contains(query);
  }

  /// The share of hits for which something is true.
  private static double share(List<String> names, Predicate<String> condition) {
    return names.stream().filter(condition).count() / (double) names.size();
  }

  @Test
  void several_areAllMet_betterThanByOneOfThem() {
    double together = 0;
    double alone = 0;
    int pairs = 0;
    for (String thing : THINGS) {
      for (String setting : SETTINGS) {
        Predicate<String> both = name -> shows(name, thing) && shows(name, setting);
        long there = shown.keySet().stream().filter(both).count();
        if (there >= 2) {
          String k = String.valueOf(there);
          together += share(names(hits(thing + " + " + setting, "-k", k)), both);
          alone += share(names(hits(thing, "-k", k)), both);
          pairs++;
        }
      }
    }
    assertThat(pairs).isGreaterThan(5);
    assertThat(together / pairs).isGreaterThan(0.5).isGreaterThan(alone / pairs + 0.3);
  }

  @Test
  void unwanted_isLeftOut() {
    for (String setting : SETTINGS) {
      List<String> without = names(hits("man - " + setting, "-k", "20"));
      assertThat(share(without, name -> shows(name, setting))).as(setting).isLessThan(0.1);
      assertThat(share(without, name -> shows(name, "man"))).as(setting).isGreaterThan(0.6);
    }
  }

  @Test
  void relevance_keepsWhatIsThere_andSaysWhenNothingIs() {
    double precision = 0;
    double recall = 0;
    for (String setting : SETTINGS) {
      List<String> found = names(hits(setting, "-k", "600", "--relevance", "normal"));
      long there = shown.keySet().stream().filter(name -> shows(name, setting)).count();
      precision += share(found, name -> shows(name, setting)) / SETTINGS.size();
      recall +=
          found.stream().filter(name -> shows(name, setting)).count()
              / (double) there
              / SETTINGS.size();
    }
    assertThat(precision).isGreaterThan(0.9);
    assertThat(recall).isGreaterThan(0.9);
    // No scene that was drawn shows any of these, and the bundled model knows none of the words.
    for (String nothing : List.of("receipt", "X-ray", "a concert")) {
      assertThat(hits(nothing, "-k", "600", "--relevance", "normal")).as(nothing).isEmpty();
      assertThat(hits(nothing))
          .as(nothing)
          .hasSize(10)
          .allMatch(hit -> !hit.get("relevant").asBoolean());
    }
  }

  @Test
  void picturesOfTheCollection_areTerms_andNotTheirOwnHits() {
    JsonNode first = hits("desert", "-k", "1").get(0);
    String id = first.get("id").asString();
    String name = names(hits("desert", "-k", "1")).getFirst();

    List<String> like = names(hits("id:" + id, "-k", "10"));
    assertThat(like).hasSize(10).doesNotContain(name);
    assertThat(share(like, other -> shows(other, "desert"))).isGreaterThan(0.4);
    assertThat(
            share(
                names(hits("id:" + id + " - desert", "-k", "10")), other -> shows(other, "desert")))
        .isLessThan(0.2);
    Result unknown = shell.run("search", "id:" + "0".repeat(32));
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("no picture id:000");
  }

  @Test
  void files_areTerms() {
    String name = names(hits("desert", "-k", "1")).getFirst();

    assertThat(names(hits("image:" + pictures.resolve(name), "-k", "1"))).containsExactly(name);
    Result missing = shell.run("search", "image:nothing.jpg + dog");
    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.err()).contains("Cannot search with nothing.jpg");
  }

  @Test
  void filters_andOrder() {
    assertThat(names(hits("taken:2024-01-05..2024-01-07")))
        .containsExactly("00006.png", "00005.png", "00004.png");
    assertThat(names(hits("taken:2024-01-05..2024-01-07 sort:oldest", "-k", "2")))
        .containsExactly("00004.png", "00005.png");
    List<String> some = names(hits("desert taken:<2024-04", "-k", "600"));
    assertThat(some).hasSize(91).allMatch(name -> name.compareTo("00091.png") < 0);
    assertThat(hits("desert type:gif")).isEmpty();
    assertThat(hits("desert NOT type:png")).isEmpty();

    List<String> newest = names(hits("desert sort:newest", "-k", "5"));
    List<String> relevant =
        names(hits("desert", "-k", "600", "--relevance", "normal")).stream()
            .sorted((a, b) -> b.compareTo(a))
            .toList();
    assertThat(newest).isEqualTo(relevant.subList(0, 5));
  }

  @Test
  void explained_hitsTellOfEachTerm() {
    JsonNode terms = hits("cat - desert", "-k", "1", "--explain").get(0).get("terms");

    assertThat(terms).hasSize(2);
    assertThat(terms.get(0).get("term").asString()).isEqualTo("cat");
    assertThat(terms.get(1).get("weight").asDouble()).isEqualTo(-1);
    assertThat(terms.get(0).get("percentile").asDouble()).isGreaterThan(0.9);
    assertThat(terms.get(1).get("percentile").asDouble()).isLessThan(0.9);
    assertThat(shell.run("search", "-k", "1", "--explain", "cat").out().lines().toList())
        .hasSize(2)
        .last()
        .asString()
        .contains("* cat: ", "of what is usual here");
  }

  @Test
  void mistakes_arePointedAt() {
    Result result = shell.run("search", "cat width:wide");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err().lines().toList())
        .containsExactly(
            "pictor: 'wide' is nothing that width: takes. For example: width:>2000 or width:800..1600",
            "  cat width:wide",
            "            ^^^^");
    assertThat(shell.run("search", "color:red cat").err()).contains("Note: 'color:' is no filter");
  }
}

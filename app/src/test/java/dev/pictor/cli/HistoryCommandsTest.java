package dev.pictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.cli.TestShell.Result;
import dev.pictor.json.Json;
import dev.pictor.sketchbook.dataset.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `recent`, `saved` and what `search` has to do with them, over drawn scenes.
@TestInstance(Lifecycle.PER_CLASS)
class HistoryCommandsTest {
  private static final int SCENES = 120;

  private Path base = Path.of("");
  private TestShell shell = new TestShell(Path.of(""));

  @BeforeAll
  void index(@TempDir Path temporary) throws IOException {
    base = temporary.toRealPath();
    Dataset.main(new String[] {base.toString(), "held", "" + SCENES, "" + (1L << 43)});
    shell = shell();
    assertThat(shell.run("index", base.resolve("held/pictures").toString()).exitCode()).isZero();
  }

  @BeforeEach
  void forget() throws IOException {
    Files.deleteIfExists(base.resolve("home/recent.jsonl"));
    Files.deleteIfExists(base.resolve("home/searches.json"));
  }

  private TestShell shell() {
    return new TestShell(base).set("PICTOR_MODEL", "sketchbook");
  }

  private JsonNode json(String... command) {
    Result result = shell.run(command);
    assertThat(result.exitCode()).as(result.err()).isZero();
    return Json.read(result.out(), JsonNode.class);
  }

  @Test
  void search_isRemembered_asItWasTyped() {
    assertThat(shell.run("recent").err()).isEqualTo("Nothing was searched for yet.\n");
    shell.run("search", "desert", "-", "cactus");
    shell.run("search", "-k", "1", "type:png sort:newest");
    shell.run("search", "width:wide");
    shell.run("search", "--image", "held/pictures/00001.png");

    assertThat(shell.run("recent").out().lines().toList())
        .hasSize(2)
        .satisfies(
            lines -> {
              assertThat(lines.get(0))
                  .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d  default  type:png sort:newest");
              assertThat(lines.get(1)).endsWith("  default  desert - cactus");
            });
    assertThat(shell.run("recent", "-n", "1").out().lines()).hasSize(1);
    assertThat(shell.run("recent", "-n", "0").exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    JsonNode queries = json("recent", "--json").get("queries");
    assertThat(queries).hasSize(2);
    assertThat(queries.get(1).get("query").asString()).isEqualTo("desert - cactus");
    assertThat(queries.get(1).get("at").asString()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");

    assertThat(shell.run("recent", "--clear").exitCode()).isZero();
    assertThat(shell.run("recent").out()).isEmpty();
  }

  @Test
  void off_keepsNothing_andSaysSo() {
    TestShell off = shell().set("PICTOR_RECENT", "off");

    assertThat(off.run("search", "desert").exitCode()).isZero();

    assertThat(off.run("recent").err()).isEqualTo("PICTOR_RECENT is off: queries are not kept.\n");
    assertThat(base.resolve("home/recent.jsonl")).doesNotExist();
  }

  @Test
  void historyThatCannotBeWritten_failsNoSearch() throws IOException {
    Files.createDirectory(base.resolve("home/recent.jsonl"));
    try {
      Result result = shell.run("search", "desert");
      assertThat(result.exitCode()).isZero();
      assertThat(result.err()).isEmpty();
      assertThat(shell.run("recent").err()).contains("Cannot read the recent queries in");
    } finally {
      Files.delete(base.resolve("home/recent.jsonl"));
    }
  }

  @Test
  void saved_isAnAlbum_listedAndExported() {
    assertThat(shell.run("saved").err()).contains("No search is saved in collection 'default'");
    assertThat(shell.run("saved", "add", "Sand", "desert").err())
        .isEqualTo("Saved 'Sand' in collection 'default'.\n");
    assertThat(shell.run("saved", "add", "All", "type:png").exitCode()).isZero();
    assertThat(shell.run("saved", "add", "None", "a", "concert").exitCode()).isZero();
    assertThat(shell.run("saved", "add", "Gone", "id:" + "0".repeat(32)).exitCode()).isZero();

    JsonNode list = json("saved", "--json").get("searches");
    assertThat(list).hasSize(4);
    assertThat(list.get(0).get("relevant").asLong()).isEqualTo(SCENES);
    assertThat(list.get(1).get("relevant").isNull()).isTrue();
    assertThat(list.get(1).get("problem").asString()).contains("no picture id:000");
    assertThat(list.get(2).get("relevant").asLong()).isZero();
    long sand = list.get(3).get("relevant").asLong();
    assertThat(sand).isBetween(2L, SCENES - 1L);

    JsonNode hits = json("search", "--saved", "Sand", "--json").get("hits");
    assertThat(hits).hasSize((int) sand).allMatch(hit -> hit.get("relevant").asBoolean());
    assertThat(json("search", "--saved", "All", "--json").get("hits")).hasSize(SCENES);
    assertThat(json("search", "--saved", "All", "-k", "3", "--json").get("hits")).hasSize(3);
    assertThat(shell.run("saved").out().lines().toList())
        .hasSize(4)
        .first()
        .isEqualTo("%7d  All: type:png".formatted(SCENES));
    assertThat(shell.run("recent").out()).as("nobody typed these").isEmpty();

    assertThat(shell.run("saved", "rm", "Sand").exitCode()).isZero();
    Result gone = shell.run("search", "--saved", "Sand");
    assertThat(gone.exitCode()).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(gone.err()).contains("There is no saved search 'Sand'", "'pictor saved' lists them");
    assertThat(shell.run("saved", "--collection", "other").err())
        .contains("There are more in other collections (--collection): default");
  }

  @Test
  void saved_thatIsBrokenIsRefused() {
    Result broken = shell.run("saved", "add", "Wide", "cat", "width:wide");
    assertThat(broken.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(broken.err().lines().skip(1))
        .containsExactly("  cat width:wide", "            ^^^^");
    Result file = shell.run("saved", "add", "Like", "image:cat.jpg");
    assertThat(file.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(file.err()).contains("image: names a file", "save its id instead");
    assertThat(shell.run("saved", "add", "Nothing", " ").exitCode())
        .isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(shell.run("saved", "add", "Only").exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(base.resolve("home/searches.json")).doesNotExist();
  }

  @Test
  void search_takesOneOfWordsPictureAndName() {
    assertThat(shell.run("search", "--saved", "Sand", "desert").exitCode())
        .isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(shell.run("search").err()).contains("--saved NAME");
  }
}

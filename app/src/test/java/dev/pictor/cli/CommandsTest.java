package dev.pictor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pictor.cli.TestShell.Result;
import dev.pictor.json.Json;
import dev.pictor.testing.TestModels;
import dev.pictor.testing.TestPictures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class CommandsTest {
  @TempDir private Path folder;
  private TestShell shell = new TestShell(Path.of(""));

  @BeforeEach
  void makeShell() {
    shell = new TestShell(folder);
  }

  private List<JsonNode> lines(Result result) {
    return result.out().lines().map(line -> Json.read(line, JsonNode.class)).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                             | a command is missing",
        "frobnicate                     | frobnicate",
        "serach cat                     | search",
        "index                          | DIR",
        "index --frobnicate .           | --frobnicate",
        "index --preprocess sideways .  | it takes upright or original, not 'sideways'",
        "index --store redis .          | --store is 'redis'; it takes lucene or postgresql.",
        "index --collection UPPER .     | 'UPPER' cannot be a collection's name",
        "index --even-all .             | --even-all says how far --prune goes: give both",
        "index --scan-every 10m .       | --scan-every says how --watch looks: give both",
        "index --watch --scan-every 0s .| it takes a time such as 30s, 10m or 1h, not '0s'",
        "index --watch --scan-every x . | it takes a time such as 30s, 10m or 1h, not 'x'",
        "index --watch --prune --even-all . | without --watch only",
        "index --root nothing .         | --root has 'nothing'; it takes NAME=DIR",
        "search                         | either words, or --image FILE",
        "search --image a.jpg words     | either words, or --image FILE",
        "search -k many cat             | 'many'",
        "embed                          | --text",
        "serve --port many              | 'many'",
        "serve --trusted-proxy nginx    | --trusted-proxy has 'nginx'; it takes an address",
        "model                          | list, pull, add, show, rm or verify",
        "model frobnicate               | frobnicate",
        "model pull                     | NAME",
        "eval                           | FILE",
        "eval -k 5 a.tsv                | -k goes with --queries",
        "eval --queries -k 0 a.tsv      | 0 pictures cannot be asked for",
        "eval --queries --binding a.tsv | mutually exclusive",
        "eval --store redis a.tsv       | --store is 'redis'; it takes lucene or postgresql."
      })
  void wrongUsage_ends2AndSaysWhat(String line, String message) {
    Result result = shell.run(line.isEmpty() ? new String[0] : line.split(" +"));

    assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains(message).doesNotContain("\tat ");
  }

  @Test
  void blankQuery_isWrongUsage() {
    assertThat(shell.run("search", " ").exitCode()).isEqualTo(2);
  }

  @Test
  void numberOfHits_outOfBoundsIsWrongUsage() {
    TestPictures.write(folder.resolve("photos/a.jpg"), 1);
    shell.set("PICTOR_MODEL", TestModels.micro().toString()).run("index", "photos");

    assertThat(shell.run("search", "-k", "0", "--image", "photos/a.jpg").exitCode()).isEqualTo(2);
    assertThat(shell.run("search", "-k", "1", "--image", "photos/a.jpg").exitCode()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "index",
        "search",
        "saved",
        "recent",
        "status",
        "reindex",
        "export",
        "import",
        "doctor",
        "serve",
        "demo",
        "model",
        "embed",
        "tokenize",
        "eval"
      })
  void help_ofEachCommandGivesAnExample(String command) {
    Result result = shell.run(command, "--help");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("Usage: pictor " + command).contains("Example: ");
    assertThat(shell.run("--help").out()).containsPattern("\n  " + command + " +\\p{Lu}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "pull", "add", "show", "rm", "verify"})
  void help_ofEachModelCommandGivesAnExample(String command) {
    Result result = shell.run("model", command, "--help");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .contains("Usage: pictor model " + command)
        .contains("Example: pictor model " + command);
    assertThat(shell.run("model", "--help").out()).containsPattern("\n  " + command + " +\\p{Lu}");
  }

  @Test
  void export_andImportSayWhatTheyNeed() {
    assertThat(usage("export")).contains("TARGET");
    assertThat(usage("export", "out.npy")).contains("--format parquet or --format npy");
    assertThat(usage("export", "out.csv")).contains("'out.csv' does not say");
    assertThat(usage("export", "--format", "csv", "x")).contains("it takes parquet or npy");
    assertThat(usage("import")).contains("an EXPORT, or --from-table TABLE with --pictures DIR");
    assertThat(usage("import", "--from-table", "pictures")).contains("Say what to import");
    assertThat(usage("import", "x.parquet", "--pictures", ".")).contains("Say what to import");
    Result absent = shell.run("import", "absent.parquet");
    assertThat(absent.exitCode()).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(absent.err()).contains("There is no file or folder", "absent.parquet");
    Result nothing = shell.run("export", "out");
    assertThat(nothing.exitCode()).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(nothing.err()).contains("There is no collection 'default'");
  }

  private String usage(String... arguments) {
    Result result = shell.run(arguments);
    assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    return result.err();
  }

  @Test
  void help_listsVariablesAndExitCodes() {
    assertThat(shell.run("--help").out())
        .contains("PICTOR_HOME", "DATABASE_URL", "PICTOR_ROOTS", "130  interrupted", "Example: ")
        .isEqualTo(shell.run("help").out());
  }

  @Test
  void version_isPrinted() {
    assertThat(shell.run("--version").out()).startsWith("pictor ");
  }

  @Test
  void badVariable_couldNotRun() {
    Result result = shell.set("PICTOR_STORE", "redis").run("status");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .isEqualTo("pictor: PICTOR_STORE is 'redis'; it takes lucene or postgresql.\n");
  }

  @Test
  void missingFolder_couldNotRun() {
    Result result = shell.run("index", "nowhere");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("There is no file or folder " + folder.resolve("nowhere"));
  }

  @Test
  void missingModel_couldNotRunAndSaysHowToGetOne() throws IOException {
    Files.createDirectory(folder.resolve("photos"));

    for (String[] command :
        new String[][] {
          {"index", "photos"},
          {"search", "cat"},
          {"serve", "--port", "0"},
          {"demo", "--pictures", "photos"},
          {"tokenize"}
        }) {
      Result result = shell.run(command);
      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.err())
          .contains("pictor model pull ViT-B-32", "--model sketchbook")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void fileThatIsNoModel_couldNotRun() throws IOException {
    Files.writeString(folder.resolve("bad.pt"), "not a model");

    Result result = shell.run("embed", "--model", "bad.pt", "--text", "a");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("bad.pt").doesNotContain("\tat ");
  }

  @Test
  void tooLittleMemory_isSaidWithoutAStack() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream exhausted =
        new PrintStream(OutputStream.nullOutputStream()) {
          @Override
          public void println(@Nullable String line) {
            throw new OutOfMemoryError("made for this test");
          }
        };

    int exitCode =
        shell.run("", exhausted, new PrintStream(err, true, UTF_8), new Interruption(), "status");

    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString(UTF_8)).contains("not enough memory", "-Xmx").doesNotContain("\tat ");
  }

  @Test
  void commandsWithoutAStore_doNotMindAWrongDatabase() {
    TestPictures.write(folder.resolve("a.png"), 1);
    shell.set("DATABASE_URL", "mysql://somebody@elsewhere/else");

    Result result =
        shell.run("embed", "--model", TestModels.micro().toString(), "--image", "a.png");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(shell.run("status").exitCode()).isEqualTo(1);
  }

  @Test
  void debug_showsTheStack() {
    assertThat(shell.set("PICTOR_DEBUG", "1").run("index", "nowhere").err()).contains("\tat ");
  }

  @Test
  void bundledModel_isThereForEveryCommandAndKeptInTheCache() {
    Result result = shell.run("embed", "--model", "sketchbook", "--text", "a cat");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(Json.read(result.out(), JsonNode.class).get("dimension").intValue()).isEqualTo(128);
    assertThat(folder.resolve("cache")).isDirectoryContaining("glob:**/sketchbook-*");
    shell.set("PICTOR_MODEL", "sketchbook");
    assertThat(shell.run("embed", "--text", "a cat").out()).isEqualTo(result.out());
  }

  @Test
  void bundledModel_isUsedWhereTheCacheCannotBeWritten() throws IOException {
    shell.set("PICTOR_CACHE", Files.createFile(folder.resolve("file")).toString());

    Result result = shell.run("embed", "--model", "sketchbook", "--text", "a cat");

    assertThat(result.exitCode()).as(result.err()).isZero();
  }

  @Test
  void interruptedIndex_ends130AndTheSameCommandGoesOn() {
    TestPictures.write(folder.resolve("photos/a.jpg"), 1);
    shell.set("PICTOR_MODEL", TestModels.micro().toString());
    Interruption interruption = new Interruption();
    interruption.request();

    Result result = shell.run(interruption, "index", "photos");

    assertThat(result.exitCode()).isEqualTo(130);
    assertThat(result.err()).contains("the same command goes on from there");
    assertThat(shell.run("index", "photos").out()).startsWith("1 added");
  }

  @Test
  void embed_keepsTheOrderAndGoesOnAfterFailures() throws IOException {
    TestPictures.write(folder.resolve("a.png"), 1);
    Files.writeString(folder.resolve("bad.png"), "no picture");

    Result result =
        shell.run(
            "embed",
            "--model",
            TestModels.tiny().toString(),
            "--image",
            "a.png",
            "--text",
            "a cat",
            "--image",
            "bad.png",
            "--text",
            "");

    assertThat(result.exitCode()).isEqualTo(3);
    List<JsonNode> lines = lines(result);
    assertThat(lines)
        .extracting(line -> line.get("type").stringValue())
        .containsExactly("image", "text", "image", "text");
    assertThat(lines)
        .extracting(line -> line.get("input").stringValue())
        .containsExactly("a.png", "a cat", "bad.png", "");
    for (int index : new int[] {0, 1, 3}) {
      JsonNode line = lines.get(index);
      assertThat(line.propertyNames())
          .containsExactly("type", "input", "fingerprint", "dimension", "embedding");
      assertThat(line.get("dimension").intValue()).isEqualTo(64);
      assertThat(norm(line.get("embedding"))).isBetween(0.99999, 1.00001);
    }
    assertThat(lines.get(2).propertyNames())
        .containsExactly("type", "input", "fingerprint", "error");
  }

  private static double norm(JsonNode embedding) {
    double squares = 0;
    for (JsonNode value : embedding) {
      squares += value.doubleValue() * value.doubleValue();
    }
    return Math.sqrt(squares);
  }

  @Test
  void embed_preprocessesAsAsked() {
    TestPictures.write(folder.resolve("a.png"), 1);
    String model = TestModels.micro().toString();

    JsonNode upright = lines(shell.run("embed", "--model", model, "--image", "a.png")).getFirst();
    JsonNode original =
        lines(shell.run("embed", "--model", model, "--preprocess", "original", "--image", "a.png"))
            .getFirst();

    assertThat(original.get("fingerprint")).isNotEqualTo(upright.get("fingerprint"));
  }

  @Test
  void modelWithoutWords_failsEachTextOnly() {
    TestPictures.write(folder.resolve("a.png"), 1);

    Result result =
        shell.run(
            "embed", "--model", TestModels.micro().toString(), "--text", "a", "--image", "a.png");

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(lines(result)).extracting(line -> line.has("error")).containsExactly(true, false);
  }

  @Test
  void tokenize_splitsLinesAtLineFeedsOnly() {
    Result result =
        shell.runWithInput(
            "a cat\n\nb\rc\u2028d\n!", "tokenize", "--model", TestModels.tiny().toString());

    assertThat(result.exitCode()).isZero();
    assertThat(result.out().lines())
        .containsExactly(
            "[49406,320,2368,49407]",
            "[49406,49407]",
            "[49406,321,322,323,49407]",
            "[49406,256,49407]");
  }

  @Test
  void tokenize_readsJsonStrings() {
    Result result =
        shell.runWithInput(
            "\"a\\ncat\"\n12\n{\n\"a cat\"",
            "tokenize",
            "--json",
            "--model",
            TestModels.tiny().toString());

    assertThat(result.exitCode()).isEqualTo(3);
    List<JsonNode> lines = lines(result);
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).isEqualTo(lines.get(3));
    assertThat(lines.get(1).get("error").stringValue()).contains("not a JSON string");
    assertThat(lines.get(2).get("error").stringValue()).contains("not a JSON string");
  }

  @Test
  void search_byWordsAnswersInTheAgreedShape() {
    for (int number = 1; number <= 4; number++) {
      TestPictures.write(folder.resolve("photos/" + number + ".jpg"), number);
    }
    shell.set("PICTOR_MODEL", TestModels.tiny().toString()).run("index", "photos");

    Result result = shell.run("search", "--json", "-k", "2", "man", "jumping");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out().lines()).hasSize(1);
    JsonNode answer = Json.read(result.out(), JsonNode.class);
    assertThat(answer.get("query").toString()).isEqualTo("{\"text\":\"man jumping\"}");
    assertThat(answer.get("hits")).hasSize(2);
    double first = answer.get("hits").get(0).get("score").doubleValue();
    assertThat(first).isBetween(-1.0, 1.0);
    assertThat(first).isGreaterThanOrEqualTo(answer.get("hits").get(1).get("score").doubleValue());
    assertThat(shell.run("search", "-k", "2", "man jumping").out().lines())
        .hasSize(2)
        .first()
        .asString()
        .matches(" +1 +-?0\\.\\d{4}  /.*\\.jpg");
  }

  @Test
  void search_withAFileThatIsNoPictureSaysSo() throws IOException {
    Files.writeString(folder.resolve("bad.jpg"), "no picture");

    Result result = shell.run("search", "--image", "bad.jpg");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).startsWith("pictor: Cannot search with bad.jpg: ");
  }

  /// A large JPEG is decoded at a part of its size where it can be, and then here as there.
  @Test
  void search_looksAtAPictureAsIndexingDid() throws IOException {
    Path picture = TestPictures.writeLarge(folder.resolve("photos/a.jpg"), 2700, 1800);
    shell.set("PICTOR_MODEL", TestModels.tiny().toString()).run("index", "photos");

    Result result = shell.run("search", "--json", "--image", picture.toString());

    JsonNode answer = Json.read(result.out(), JsonNode.class);
    assertThat(answer.get("hits").get(0).get("score").doubleValue()).isCloseTo(1, within(1e-6));
  }

  @Test
  void search_withABrokenPictureSaysSo() throws IOException {
    TestPictures.write(folder.resolve("photos/a.jpg"), 1);
    shell.set("PICTOR_MODEL", TestModels.micro().toString()).run("index", "photos");
    byte[] png = TestPictures.bytes(1, "png");
    Files.write(folder.resolve("cut.png"), Arrays.copyOf(png, 100));

    Result result = shell.run("search", "--image", "cut.png");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .startsWith("pictor: Cannot search with cut.png: broken")
        .doesNotContain("\tat ");
  }

  @Test
  void search_showsNoPictureThatIsGone() throws IOException {
    TestPictures.write(folder.resolve("photos/a.jpg"), 1);
    shell.set("PICTOR_MODEL", TestModels.micro().toString()).run("index", "photos");
    Path copy = Files.move(folder.resolve("photos/a.jpg"), folder.resolve("a.jpg"));

    Result result = shell.run("search", "--image", copy.toString());

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("has no picture to show");
  }

  @Test
  void status_namesADamagedCollectionAndListsTheOthers() throws IOException {
    TestPictures.write(folder.resolve("photos/a.jpg"), 1);
    shell.set("PICTOR_MODEL", TestModels.micro().toString());
    for (String name : List.of("default", "fine", "torn")) {
      shell.run("index", "--collection", name, "photos");
    }
    try (Stream<Path> files = Files.list(folder.resolve("home/lucene/torn"))) {
      for (Path file : files.filter(one -> one.toString().contains("segments_")).toList()) {
        Files.write(file, new byte[] {1, 2, 3});
      }
    }

    Result whole = shell.run("status");
    assertThat(whole.exitCode()).as(whole.err()).isZero();
    assertThat(whole.out())
        .contains("Pictures    1 in 1 files", "Others      fine\n", "Damaged     torn: ");

    Result torn = shell.run("status", "--collection", "torn");
    assertThat(torn.exitCode()).isEqualTo(1);
    assertThat(torn.out()).contains("cannot be read", "Others      default, fine\n");
    assertThat(torn.err()).contains("torn is damaged").doesNotContain("\tat ");

    JsonNode json = lines(shell.run("status", "--json")).getFirst();
    assertThat(json.get("collections").toString()).isEqualTo("[\"default\",\"fine\"]");
    assertThat(json.get("damaged").get(0).get("name").stringValue()).isEqualTo("torn");
  }
}

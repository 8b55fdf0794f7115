package dev.pictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.cli.TestShell.Result;
import dev.pictor.json.Json;
import dev.pictor.testing.TestPictures;
import dev.pictor.testing.WordedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `pictor eval` from the file to the figures, with every store. The model has random weights, so
/// where the right pictures rank is asked of `embed`: another way through the program.
@Timeout(120)
abstract class EvalContract {
  private static final int PICTURES = 12;

  @TempDir private Path temporary;
  private Path base = Path.of("");
  private TestShell shell = new TestShell(Path.of(""));

  /// The variables that choose the store.
  abstract Map<String, String> store();

  abstract String storeName();

  @BeforeEach
  void makePictures() throws IOException {
    base = temporary.toRealPath();
    shell =
        new TestShell(base)
            .set("PICTOR_MODEL", WordedModel.write(base.resolve("worded")).toString())
            .setAll(store());
    for (int number = 0; number < PICTURES; number++) {
      TestPictures.write(base.resolve("photos/" + number + ".jpg"), number);
    }
  }

  /// However it ended: no collection and no temporary folder.
  @AfterEach
  void nothingIsLeftBehind() throws IOException {
    assertThat(temporaryFolders()).isEqualTo(foldersBefore);
    assertThat(collections()).noneMatch(name -> name.startsWith(TemporaryCollection.PREFIX));
    assertThat(base.resolve("home")).doesNotExist();
  }

  private final List<Path> foldersBefore = temporaryFolders();

  private static List<Path> temporaryFolders() {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(
              file -> file.getFileName().toString().startsWith(TemporaryCollection.folderPrefix()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /// The names of the collections in the store that is used.
  abstract List<String> collections();

  private Result eval(String content, String... options) throws IOException {
    Files.writeString(base.resolve("lines.tsv"), content);
    return shell.run(
        Stream.concat(Stream.of("eval", "lines.tsv"), Stream.of(options)).toArray(String[]::new));
  }

  private JsonNode json(Result result) {
    assertThat(result.out().lines()).as(result.err()).hasSize(1);
    return Json.read(result.out(), JsonNode.class);
  }

  /// The numbers of the pictures, nearest to the text first, told by another command.
  private List<Integer> ranking(String text) {
    List<String> inputs = new ArrayList<>(List.of("--text", text));
    for (int number = 0; number < PICTURES; number++) {
      inputs.addAll(List.of("--image", "photos/" + number + ".jpg"));
    }
    List<JsonNode> vectors = embed(inputs.toArray(String[]::new));
    List<Integer> numbers = new ArrayList<>(IntStream.range(0, PICTURES).boxed().toList());
    numbers.sort(
        Comparator.comparingDouble(
            number -> -product(vectors.getFirst(), vectors.get(1 + number))));
    return numbers;
  }

  private List<JsonNode> embed(String... inputs) {
    String[] command = Stream.concat(Stream.of("embed"), Stream.of(inputs)).toArray(String[]::new);
    return shell
        .run(command)
        .out()
        .lines()
        .map(line -> Json.read(line, JsonNode.class).get("embedding"))
        .toList();
  }

  private static double product(JsonNode a, JsonNode b) {
    double sum = 0;
    for (int i = 0; i < a.size(); i++) {
      sum += a.get(i).doubleValue() * b.get(i).doubleValue();
    }
    return sum;
  }

  private static String line(String text, int number) {
    return text + "\tphotos/" + number + ".jpg\n";
  }

  @Test
  void template_holdsEachText() throws IOException {
    List<Integer> filled = ranking("a cat on a beach at night, seen by a dog");
    List<Integer> alone = ranking("a cat");
    int picture =
        filled.stream()
            .filter(number -> filled.indexOf(number) != alone.indexOf(number))
            .findFirst()
            .orElseThrow();

    Result result =
        eval(
            line("a cat", picture),
            "--pictures",
            "photos",
            "--template",
            "{} on a beach at night, seen by a dog",
            "--json");

    assertThat(json(result).at("/figures/medianRank").doubleValue())
        .isEqualTo(filled.indexOf(picture) + 1.0);
    assertThat(eval(line("a cat", 0), "--template", "a photo").err())
        .contains("--template is 'a photo'; it takes a text with one {} in it");
  }

  @Test
  void captions_giveRecallAndMedianRank() throws IOException {
    List<Integer> cat = ranking("a cat");
    List<Integer> dog = ranking("a dog on a beach");
    // Ranks 1, 2, 6, 11.
    String content =
        line("a cat", cat.get(0))
            + line("a cat", cat.get(5))
            + line("a dog on a beach", dog.get(1))
            + line("a dog on a beach", dog.get(10));

    Result result = eval(content, "--pictures", "photos", "--json");

    assertThat(result.exitCode()).as(result.err()).isZero();
    JsonNode json = json(result);
    assertThat(json.get("figures").toString())
        .isEqualTo(
            "{\"captions\":4,\"recallAt1\":0.25,\"recallAt5\":0.5,\"recallAt10\":0.75,\"medianRank\":4.0}");
    assertThat(json.get("pictures").intValue()).isEqualTo(PICTURES);
    assertThat(json.get("store").stringValue()).isEqualTo(storeName());
    assertThat(json.propertyNames())
        .containsExactly(
            "form",
            "file",
            "model",
            "fingerprint",
            "preprocessing",
            "store",
            "pictures",
            "lines",
            "leftOut",
            "failedInFolders",
            "figures",
            "categories");
  }

  @Test
  void picturesOfTheFileAlone_areSearchedUnlessMoreAreNamed() throws IOException {
    List<Integer> cat = ranking("a cat");

    JsonNode alone = json(eval(line("a cat", cat.get(8)), "--json"));
    JsonNode among = json(eval(line("a cat", cat.get(8)), "--json", "--pictures", "photos"));

    assertThat(alone.get("pictures").intValue()).isEqualTo(1);
    assertThat(alone.get("figures").get("medianRank").doubleValue()).isEqualTo(1);
    assertThat(among.get("figures").get("medianRank").doubleValue()).isEqualTo(9);
  }

  @Test
  void copies_areOnePicture() throws IOException {
    Files.copy(base.resolve("photos/1.jpg"), base.resolve("photos/copy.jpg"));

    JsonNode json = json(eval(line("a cat", 1) + "a cat\tphotos/copy.jpg\n", "--json"));

    assertThat(json.get("pictures").intValue()).isEqualTo(1);
    assertThat(json.get("figures").get("recallAt1").doubleValue()).isEqualTo(1);
  }

  @Test
  void queries_givePrecisionByCategory() throws IOException {
    List<Integer> cat = ranking("cat");
    List<Integer> dog = ranking("dog");
    List<Integer> car = ranking("car");
    StringBuilder content = new StringBuilder();
    // Two of the first three are right for cat, none for dog; car has too few.
    for (int place : new int[] {0, 2, 7}) {
      content.append(line("cat", cat.get(place)).replace("\n", "\tanimals\n"));
      content.append(line("dog", dog.get(place + 4)).replace("\n", "\tanimals\n"));
    }
    content.append(line("car", car.get(0))).append(line("car", car.get(0)));

    Result result =
        eval(content.toString(), "--queries", "-k", "3", "--pictures", "photos", "--json");

    assertThat(result.exitCode()).as(result.err()).isZero();
    JsonNode json = json(result);
    assertThat(json.get("k").intValue()).isEqualTo(3);
    assertThat(json.get("figures").get("queries").intValue()).isEqualTo(2);
    assertThat(json.get("figures").get("tooFewRight").intValue()).isEqualTo(1);
    assertThat(json.get("figures").get("precisionAtK").doubleValue()).isEqualTo((2 / 3.0 + 0) / 2);
    assertThat(json.get("categories").get("animals").get("queries").intValue()).isEqualTo(2);
    assertThat(json.get("queries").get(0).toString())
        .startsWith(
            "{\"query\":\"cat\",\"category\":\"animals\",\"right\":3,\"precisionAtK\":0.66");
    assertThat(json.get("queries").get(2).toString())
        .isEqualTo("{\"query\":\"car\",\"category\":\"\",\"right\":1,\"precisionAtK\":null}");
    Result table = eval(content.toString(), "--queries", "-k", "3", "--pictures", "photos");
    assertThat(table.out())
        .isEqualTo(
            """
                     queries    P@3
            animals        2  0.333
            all            2  0.333
            weakest: dog (0.000), cat (0.667)
            12 pictures searched
            1 queries do not count: fewer than 3 right pictures
            """);
  }

  @Test
  void binding_countsPicturesThatPreferTheRightCaption_aTieIsWrong() throws IOException {
    List<JsonNode> vectors =
        embed("--image", "photos/0.jpg", "--text", "a red car", "--text", "a blue car");
    boolean redIsNearer =
        product(vectors.get(0), vectors.get(1)) > product(vectors.get(0), vectors.get(2));
    String better = redIsNearer ? "a red car" : "a blue car";
    String worse = redIsNearer ? "a blue car" : "a red car";
    String content =
        line(better + "\t" + worse, 0)
            + line(worse + "\t" + better, 0)
            + line(better + "\t" + worse, 0)
            // The same to the model.
            + line("a red car\tA  RED car", 0);

    JsonNode json = json(eval(content, "--binding", "--json"));

    assertThat(json.get("figures").toString()).isEqualTo("{\"pairs\":4,\"accuracy\":0.5}");
    assertThat(eval(content, "--binding").out())
        .contains("right preferred", "all      4            0.500");
  }

  @Test
  void unreadablePictures_areToldOf_andTheRestIsEvaluated() throws IOException {
    Files.writeString(base.resolve("photos/broken.jpg"), "no picture");
    String content =
        line("a cat", 1)
            + "a dog\tphotos/none.jpg\n"
            + "a dog\tphotos/broken.jpg\n"
            + "a dog\tphotos\n"
            + "a dog\tphotos/\u0000.jpg\n";

    Result result = eval(content, "--json");

    assertThat(result.exitCode()).isEqualTo(ExitCode.SOME_FAILED);
    assertThat(result.err())
        .contains("line 2: photos/none.jpg: there is no such file\n")
        .contains("line 3: photos/broken.jpg: ")
        .contains("line 4: photos: it is not a file\n")
        .contains("line 5: photos/\\x00.jpg: no file can have this name\n")
        .doesNotContain("\tat ");
    JsonNode json = json(result);
    assertThat(json.get("figures").get("captions").intValue()).isEqualTo(1);
    assertThat(json.get("lines").intValue()).isEqualTo(5);
    assertThat(json.get("leftOut")).hasSize(4);
    assertThat(json.get("leftOut").get(0).toString())
        .isEqualTo(
            "{\"line\":2,\"picture\":\"photos/none.jpg\",\"reason\":\"there is no such file\"}");
    assertThat(eval(content).out()).contains("4 of 5 lines left out");
  }

  @Test
  void brokenPictureOfAFolder_isToldOfToo() throws IOException {
    Files.writeString(base.resolve("photos/broken.jpg"), "no picture");

    Result result = eval(line("a cat", 1), "--pictures", "photos", "--json");

    assertThat(result.exitCode()).isEqualTo(ExitCode.SOME_FAILED);
    assertThat(result.err()).contains("broken.jpg: ");
    assertThat(json(result).get("failedInFolders").intValue()).isEqualTo(1);
  }

  @Test
  void pictureOfALineThatBreaksOff_isToldOfAndCounts() throws IOException {
    byte[] whole = TestPictures.bytes(60, "jpg");
    Files.write(base.resolve("photos/cut.jpg"), Arrays.copyOf(whole, whole.length * 2 / 3));

    Result result = eval("a cat\tphotos/cut.jpg\n", "--json");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err()).contains("photos/cut.jpg: the file breaks off");
    assertThat(json(result).get("figures").get("captions").intValue()).isEqualTo(1);
  }

  @Test
  void noPictureAtAll_couldNotRun_andSaysWhatALineIs() throws IOException {
    Result result = eval("right\twrong\tphotos/1.jpg\n");

    assertThat(result.exitCode()).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .contains("No line of " + base.resolve("lines.tsv"), "caption TAB picture path");
  }

  @Test
  void tamperedFiles_couldNotRun_andSayWhere() throws IOException {
    for (String content : List.of("", "a cat photos/1.jpg\n", "a\tb\tc\td\n", "\tphotos/1.jpg\n")) {
      Result result = eval(content);
      assertThat(result.exitCode()).isEqualTo(ExitCode.COULD_NOT_RUN);
      assertThat(result.out()).isEmpty();
      assertThat(result.err()).contains("lines.tsv", "caption TAB").doesNotContain("\tat ");
    }
    Result mixed = eval("cat\tphotos/1.jpg\ta\ncat\tphotos/2.jpg\tb\n", "--queries", "-k", "1");
    assertThat(mixed.exitCode()).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(mixed.err()).contains("line 2: the query 'cat' is in category 'b' here and in 'a'");
  }

  @Test
  void queriesWithTooFewRightPictures_couldNotRun_andSayTheMost() throws IOException {
    Result result = eval(line("cat", 1) + line("cat", 2), "--queries");

    assertThat(result.exitCode()).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(result.err()).contains("no query has 8 right pictures", "(the most is 2)", "-k N");
  }

  @Test
  void interruption_endsIt130WithoutFigures() throws Exception {
    Interruption before = new Interruption();
    before.request();
    interrupted(before);

    // Asked for the first time when the model is loaded, right before the collection is made.
    Interruption meanwhile = new Interruption();
    Thread waiting =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!meanwhile.isHeeded()) {
                    Thread.yield();
                  }
                  meanwhile.request();
                });
    interrupted(meanwhile);
    waiting.join();
  }

  private void interrupted(Interruption interruption) throws IOException {
    StringBuilder content = new StringBuilder();
    for (int number = 0; number < PICTURES; number++) {
      content.append(line("a cat", number));
    }
    Files.writeString(base.resolve("lines.tsv"), content);

    Result result = shell.run(interruption, "eval", "lines.tsv");

    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("Interrupted").doesNotContain("\tat ");
  }
}

package dev.pictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.cli.TestShell.Result;
import dev.pictor.json.Json;
import dev.pictor.testing.TestCatalogue;
import dev.pictor.testing.TestModels;
import dev.pictor.testing.TestPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `pictor model ...` with a catalogue that names the small model of the tests.
class ModelCommandsTest {
  private static final String MICRO = TestModels.micro().toString();

  @TempDir private Path folder;
  private TestShell shell = new TestShell(Path.of(""));
  private Path models = Path.of("");

  @BeforeEach
  void makeShell() throws IOException {
    models = folder.resolve("home/models");
    Path catalogue = TestCatalogue.write(folder.resolve("own.json"), "little", TestModels.micro());
    Path mirror = Files.createDirectories(folder.resolve("mirror" + TestCatalogue.PATH));
    Files.copy(TestModels.micro(), mirror.resolve("little.pt"));
    shell =
        new TestShell(folder)
            .set("PICTOR_MODEL_CATALOGUE", catalogue.toString())
            .set("PICTOR_MODEL_MIRROR", folder.resolve("mirror").toString());
  }

  private Result done(String... arguments) {
    Result result = shell.run(arguments);
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result;
  }

  private Result refused(String... arguments) {
    Result result = shell.run(arguments);
    assertThat(result.exitCode()).as(result.out()).isEqualTo(1);
    assertThat(result.err()).startsWith("pictor: ").doesNotContain("\tat ");
    return result;
  }

  private JsonNode row(String name) {
    for (JsonNode row : Json.read(done("model", "list", "--json").out(), JsonNode.class)) {
      if (row.get("name").stringValue().equals(name)) {
        return row;
      }
    }
    throw new AssertionError("no row " + name);
  }

  @Test
  void list_showsTheCatalogueWithTheUsualOneMarked() {
    String table = done("model", "list").out();

    assertThat(table.lines()).hasSize(8).first().asString().contains("NAME", "STATE", "SIZE");
    assertThat(table.lines().toList().get(1))
        .isEqualTo(
            "* ViT-B-32                 available     338 MiB   512     224    58.8   30.4  MIT");
    assertThat(table).containsOnlyOnce("*").contains("  clip-vit-base-patch32 ");
    assertThat(row("ViT-B-32").get("isDefault").booleanValue()).isTrue();
    assertThat(row("ViT-L-14").get("dimension").intValue()).isEqualTo(768);
  }

  @Test
  void sketchbook_isListedShownAndVerifiedAsWhatComesWithTheProgram() throws IOException {
    Files.createDirectories(folder.resolve("sketchbook"));
    JsonNode listed = row("sketchbook");
    JsonNode shown = Json.read(done("model", "show", "sketchbook", "--json").out(), JsonNode.class);

    for (String field : new String[] {"state", "path", "bytes", "dimension", "imageSize"}) {
      assertThat(listed.get(field)).as(field).isEqualTo(shown.get(field));
    }
    assertThat(shown.get("state").stringValue()).isEqualTo("bundled");
    assertThat(shown.get("path").isNull()).isTrue();
    assertThat(shown.get("licence").stringValue()).isEqualTo("Apache-2.0");
    assertThat(shown.get("bytes").longValue()).isGreaterThan(4_000_000);
    assertThat(done("model", "show", "sketchbook").out()).contains("in the program");
    assertThat(done("model", "verify", "sketchbook").out()).contains("come with the program");
    assertThat(done("model", "pull", "sketchbook").out()).contains("--model sketchbook");
    assertThat(refused("model", "rm", "sketchbook").err()).contains("cannot be removed");
  }

  @Test
  void list_tellsWhatIsWhere() throws IOException {
    done("model", "pull", "little");
    Files.createDirectories(folder.resolve("models"));
    Files.copy(TestModels.micro(), folder.resolve("models/other.pt"));
    done("model", "add", MICRO, "--name", "mine");

    assertThat(row("little").get("state").stringValue()).isEqualTo("installed");
    assertThat(row("little").get("licence").stringValue()).isEqualTo("MIT");
    assertThat(row("mine").get("dimension").intValue()).isEqualTo(8);
    assertThat(row("other").get("state").stringValue()).isEqualTo("found");
    assertThat(row("other").get("path").stringValue())
        .isEqualTo(folder.resolve("models/other.pt").toString());
    assertThat(row("other").get("dimension").isNull()).isTrue();
    assertThat(done("model", "list").out())
        .as("of several none is the default")
        .doesNotContain("*");
    shell.set("PICTOR_MODEL", "mine");
    assertThat(row("mine").get("isDefault").booleanValue()).isTrue();
  }

  @Test
  void list_doesNotTakeAnyFileOfAKnownNameForTheKnownOne() throws IOException {
    Files.createDirectories(models);
    Files.writeString(models.resolve("ViT-B-32.pt"), "something else");

    assertThat(row("ViT-B-32").get("state").stringValue()).isEqualTo("installed");
    assertThat(row("ViT-B-32").get("licence").isNull()).isTrue();
  }

  @Test
  void pull_bringsAModelThatIndexesAndSearches() {
    TestPictures.write(folder.resolve("photos/a.jpg"), 1);

    assertThat(done("model", "pull", "little").out())
        .isEqualTo("little is now in %s\n".formatted(models.resolve("little.pt")));
    assertThat(done("model", "pull", "little").out()).startsWith("little is there already, and");
    assertThat(done("index", "photos").out()).startsWith("1 added");
    assertThat(done("search", "--image", "photos/a.jpg").out()).contains("a.jpg");
  }

  @Test
  void pull_fromAFolderNeedsNoMirror() throws IOException {
    Path stick = Files.createDirectories(folder.resolve("stick"));
    Files.copy(TestModels.micro(), stick.resolve("little.pt"));
    shell.set("PICTOR_MODEL_MIRROR", "http://localhost:1/");

    done("model", "pull", "little", "--from", "stick");

    assertThat(models.resolve("little.pt")).exists();
  }

  @Test
  void pull_ofWhatNobodyKnowsNamesTheCatalogue() {
    assertThat(refused("model", "pull", "nope").err())
        .contains(
            "no model 'nope' in the catalogue", "ViT-B-32", "little", "pictor model add PATH");
  }

  @Test
  void pull_drawsABarOnATerminal() {
    Result result = shell.runOnTerminal("", "model", "pull", "little");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err()).contains("little", "100%", "MiB");
  }

  @Test
  void show_tellsWhatItIsAndWhoUsesIt() {
    TestPictures.write(folder.resolve("photos/a.jpg"), 1);
    done("model", "pull", "little");
    done("index", "--collection", "holiday", "photos");

    String shown = done("model", "show", "little").out();
    JsonNode json = Json.read(done("model", "show", "little", "--json").out(), JsonNode.class);
    String fingerprint =
        Json.read(done("status", "--collection", "holiday", "--json").out(), JsonNode.class)
            .get("fingerprint")
            .stringValue();

    assertThat(shown)
        .contains(models.resolve("little.pt") + " (installed)")
        .contains("MIT", "Dimension   8", "Context     ", "patches of", "The test's own")
        .contains("Fingerprint " + fingerprint)
        .contains("Used by     holiday (lucene)");
    assertThat(json.get("fingerprint").stringValue()).isEqualTo(fingerprint);
    assertThat(json.get("originalFingerprint")).isNotEqualTo(json.get("fingerprint"));
    assertThat(json.get("collections").get(0).stringValue()).isEqualTo("holiday (lucene)");
  }

  @Test
  void show_ofOneThatCanBeDownloadedSaysSo() {
    assertThat(done("model", "show", "ViT-L-14").out())
        .contains("not here: 'pictor model pull ViT-L-14' downloads it")
        .contains("768", "MIT", "Flickr30k 65.0 %, COCO 36.5 % (OpenCLIP");
    JsonNode json = Json.read(done("model", "show", "ViT-L-14", "--json").out(), JsonNode.class);
    assertThat(json.get("files").get(0).get("address").stringValue())
        .startsWith("https://")
        .endsWith(json.get("files").get(0).get("sha256").stringValue() + "/ViT-L-14.pt");
    assertThat(refused("model", "show", "nope").err()).contains("There is no model 'nope'");
  }

  @Test
  void show_worksWhereTheStoreDoesNot() {
    done("model", "pull", "little");
    shell.set("DATABASE_URL", "mysql://somebody@elsewhere/else");

    Result result = done("model", "show", "little");

    assertThat(result.out()).doesNotContain("Used by");
    assertThat(result.err()).contains("cannot be told", "DATABASE_URL");
  }

  @Test
  void add_copiesAFileAndSaysWhatItIs() {
    String added = done("model", "add", MICRO).out();

    assertThat(models.resolve("openai_micro.pt")).hasSameBinaryContentAs(TestModels.micro());
    assertThat(added)
        .contains("Name        openai_micro", "Built as    ViT", "Fingerprint ", "Size        ")
        .contains("From        " + MICRO);
    assertThat(done("model", "verify", "openai_micro").out())
        .contains("1 with the SHA-256 that was recorded when it was added");
  }

  @Test
  void add_linksWhereItIsTold_andRmTakesOnlyTheLink() throws IOException {
    Path own = Files.copy(TestModels.micro(), folder.resolve("own.pt"));

    done("model", "add", "own.pt", "--link", "--name", "mine");
    assertThat(models.resolve("mine.pt")).isSymbolicLink();
    done("model", "verify", "mine");
    done("model", "rm", "mine");

    assertThat(models.resolve("mine.pt")).doesNotExist();
    assertThat(own).exists();
    assertThat(models.resolve(".records/mine.json")).doesNotExist();
  }

  @Test
  void add_takesAFolderWithoutTheSameWeightsInOtherFormats() throws IOException {
    Path tiny = TestModels.tiny().resolveSibling("../tiny-hf").normalize();
    Path given = Files.createDirectories(folder.resolve("given"));
    for (String file :
        new String[] {"config.json", "preprocessor_config.json", "model.safetensors"}) {
      Files.copy(tiny.resolve(file), given.resolve(file));
    }
    Files.writeString(given.resolve("pytorch_model.bin"), "the same for others");

    done("model", "add", "given", "--name", "tiny");

    try (var files = Files.list(models.resolve("tiny"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "config.json", "preprocessor_config.json", "model.safetensors");
    }
    assertThat(done("model", "verify", "tiny").out()).contains("3 with the SHA-256");
  }

  @Test
  void add_refusesWhatIsNoModelAndLeavesNothing() throws IOException {
    Files.writeString(folder.resolve("bad.pt"), "no model");

    assertThat(refused("model", "add", "bad.pt").err()).contains("bad.pt", "is no weight file");
    assertThat(refused("model", "add", "nowhere.pt").err()).contains("There is no file or folder");
    assertThat(refused("model", "add", ".").err()).contains("config.json");

    assertThat(models.resolve("bad.pt")).doesNotExist();
    assertThat(models.resolve(".incoming/.bad")).doesNotExist();
    assertThat(models.resolve(".records/bad.json")).doesNotExist();
  }

  @Test
  void add_refusesNamesThatAreTakenOrNone() throws IOException {
    done("model", "add", MICRO, "--name", "mine");

    assertThat(refused("model", "add", MICRO, "--name", "mine").err())
        .contains("There is a model 'mine' already", "--name", "pictor model rm mine");
    assertThat(refused("model", "add", MICRO, "--name", "../up").err())
        .contains("'../up' cannot be a model's name");
    assertThat(refused("model", "add", MICRO, "--name", "ViT-B-32").err())
        .contains("'ViT-B-32' is the catalogue's name for other files");
    done("model", "add", MICRO, "--name", "little");
  }

  @Test
  void rm_refusesWhileACollectionUsesIt() {
    TestPictures.write(folder.resolve("photos/a.jpg"), 1);
    done("model", "pull", "little");
    done("index", "photos");

    assertThat(refused("model", "rm", "little").err())
        .contains("default (lucene) could not be searched without it", "--force");
    assertThat(models.resolve("little.pt")).exists();
    assertThat(done("model", "rm", "--force", "little").out()).isEqualTo("little is removed\n");
    assertThat(models.resolve("little.pt")).doesNotExist();
  }

  @Test
  void rm_refusesWhileReindexKeepsVectorsOfIt() {
    TestPictures.write(folder.resolve("photos/a.jpg"), 1);
    done("model", "pull", "little");
    done("index", "photos");
    done("reindex", "--model", "sketchbook");

    assertThat(refused("model", "rm", "little").err())
        .contains("default (lucene, vectors that 'pictor reindex' keeps)", "--force");
    done("reindex", "--forget");
    assertThat(done("model", "rm", "little").out()).isEqualTo("little is removed\n");
  }

  @Test
  void rm_refusesWhereItCannotBeTold() {
    done("model", "pull", "little");
    shell.set("DATABASE_URL", "mysql://somebody@elsewhere/else");

    assertThat(refused("model", "rm", "little").err()).contains("cannot be told", "--force");
    assertThat(models.resolve("little.pt")).exists();
  }

  @Test
  void rm_refusesWhileACollectionIsDamaged_whichMayUseIt() throws IOException {
    done("model", "pull", "little");
    Path damaged = Files.createDirectories(folder.resolve("home/lucene/torn"));
    Files.write(damaged.resolve("segments_1"), new byte[] {1, 2, 3});

    assertThat(refused("model", "rm", "little").err())
        .contains("cannot be told", "torn is damaged", "--force");
    assertThat(models.resolve("little.pt")).exists();
  }

  @Test
  void rm_removesOnlyWhatIsPictors() throws IOException {
    Files.createDirectories(folder.resolve("models"));
    Files.copy(TestModels.micro(), folder.resolve("models/other.pt"));

    assertThat(refused("model", "rm", "other").err())
        .contains(folder.resolve("models/other.pt") + " is not Pictor's to remove");
    assertThat(refused("model", "rm", "nope").err()).contains("There is no model 'nope' in");
  }

  @Test
  void verify_findsDamage() throws IOException {
    done("model", "pull", "little");
    assertThat(done("model", "verify", "little").out())
        .contains("1 with the SHA-256 that the catalogue names")
        .contains("Embedding   of a picture and of a text: 8 and 8 dimensions");

    byte[] bytes = TestCatalogue.bytes(models.resolve("little.pt"));
    bytes[bytes.length / 2] ^= 1;
    Files.write(models.resolve("little.pt"), bytes);
    Result result = shell.run("model", "verify", "little");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out())
        .contains("Files       FAILED: little.pt has the SHA-256 " + TestCatalogue.sha256(bytes))
        .doesNotContain("Embedding");
  }

  @Test
  void verify_triesAlsoWhatHasNoDigest() throws IOException {
    Files.createDirectories(folder.resolve("models"));
    Files.copy(TestModels.micro(), folder.resolve("models/other.pt"));
    Files.writeString(folder.resolve("models/bad.pt"), "no model");

    assertThat(done("model", "verify", "other").out())
        .contains("no digest is known of them", "Embedding   of a picture");
    Result bad = shell.run("model", "verify", "bad");
    assertThat(bad.exitCode()).isEqualTo(1);
    assertThat(bad.out()).contains("Embedding   FAILED: ", "bad.pt");
  }

  @Test
  void verify_measuresWhatInt8Loses() throws IOException {
    Path pictures = Files.createDirectories(folder.resolve("pictures/more"));
    for (int i = 0; i < 12; i++) {
      TestPictures.write(pictures.resolve(i + ".png"), i);
    }
    Files.writeString(pictures.resolve("notes.txt"), "no picture");
    Files.writeString(folder.resolve("words.txt"), "a cat\n\n two dogs \n");

    String byPictures = done("model", "verify", "sketchbook", "--pictures", "pictures").out();
    String byTexts =
        done("model", "verify", "sketchbook", "--pictures", "pictures", "--queries", "words.txt")
            .out();

    assertThat(byPictures)
        .containsPattern("int8        cosine similarity to fp32 0\\.9\\d+ .* 12 pictures")
        .containsPattern(
            "the first 10 pictures of a search \\d+\\.\\d % .* 12 searches with pictures");
    assertThat(byTexts).contains("; 2 searches with texts");
  }

  @Test
  void verify_saysWhatInt8CannotBeMeasuredWith() throws IOException {
    Files.createDirectories(folder.resolve("none"));
    Files.writeString(folder.resolve("empty.txt"), "\n");

    assertThat(refused("model", "verify", "sketchbook", "--pictures", "none").err())
        .contains("none has no picture that can be read");
    assertThat(refused("model", "verify", "sketchbook", "--pictures", "gone").err())
        .contains("--pictures: the folder", "gone cannot be read");
    assertThat(
            refused("model", "verify", "sketchbook", "--pictures", "none", "--queries", "empty.txt")
                .err())
        .contains("empty.txt is empty");
    assertThat(shell.run("model", "verify", "sketchbook", "--queries", "empty.txt").exitCode())
        .isEqualTo(2);
  }
}

package dev.pictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.cli.TestShell.Result;
import dev.pictor.testing.TestCatalogue;
import dev.pictor.testing.TestModels;
import dev.pictor.testing.TestPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What commands do that find no model: here the usual one is the small model of the tests.
@Timeout(120)
class ModelOfferTest {
  @TempDir private Path folder;
  private TestShell shell = new TestShell(Path.of(""));

  @BeforeEach
  void makeShell() throws IOException {
    TestPictures.write(folder.resolve("photos/a.jpg"), 1);
    Path catalogue =
        TestCatalogue.write(folder.resolve("own.json"), "ViT-B-32", TestModels.micro());
    Path mirror = Files.createDirectories(folder.resolve("mirror" + TestCatalogue.PATH));
    Files.copy(TestModels.micro(), mirror.resolve("ViT-B-32.pt"));
    shell =
        new TestShell(folder)
            .set("PICTOR_MODEL_CATALOGUE", catalogue.toString())
            .set("PICTOR_MODEL_MIRROR", folder.resolve("mirror").toString());
  }

  private void nothingIsDownloaded() {
    assertThat(folder.resolve("home/models")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"index photos", "search cat", "serve --port 0", "demo --pictures photos"})
  void noTerminal_endsWithTheCommandToRun(String line) {
    Result result = shell.run(line.split(" "));

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .contains("pictor model pull ViT-B-32", "--yes", "--model sketchbook", "drawn scenes only")
        .doesNotContain("[y/N]");
    nothingIsDownloaded();
  }

  @ParameterizedTest
  @ValueSource(strings = {"index photos", "search cat", "serve --port 0", "demo --pictures photos"})
  void terminal_offersTheDownload_andTakesNoForAnAnswer(String line) {
    Result result = shell.runOnTerminal("\n", line.split(" "));

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .contains(TestCatalogue.sha256(TestCatalogue.bytes(TestModels.micro())))
        .contains(folder.resolve("mirror").toString(), "KiB", "--model sketchbook")
        .contains("Download it now? [y/N]")
        .contains("Nothing was downloaded. 'pictor model pull ViT-B-32' does it at any time.");
    nothingIsDownloaded();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "n\n", "no\n", "yess\n"})
  void whatIsNotYes_isNo(String answer) {
    assertThat(shell.runOnTerminal(answer, "index", "photos").exitCode()).isEqualTo(1);
    nothingIsDownloaded();
  }

  @ParameterizedTest
  @ValueSource(strings = {"y\n", "YES\n", " yes \n", "y"})
  void yes_downloadsAndGoesOn(String answer) {
    Result result = shell.runOnTerminal(answer, "index", "photos");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).startsWith("1 added");
    assertThat(shell.runOnTerminal("", "index", "photos").err()).doesNotContain("[y/N]");
  }

  @Test
  void yesOption_asksNobody() {
    assertThat(shell.run("index", "photos", "--yes").out()).startsWith("1 added");
    shell.run("model", "rm", "--force", "ViT-B-32");

    Result result = shell.run("search", "--yes", "--image", "photos/a.jpg");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out().lines()).hasSize(1).first().asString().contains("a.jpg");
    assertThat(result.err()).contains("SHA-256").doesNotContain("[y/N]");
  }

  @Test
  void modelThatIsNamedAndUnknown_isNotOffered() {
    Result result = shell.runOnTerminal("y\n", "index", "photos", "--model", "nope");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("There is no model 'nope'").doesNotContain("[y/N]");
  }

  @Test
  void failedDownload_saysWhyAndEnds() throws IOException {
    Files.writeString(folder.resolve("mirror" + TestCatalogue.PATH + "ViT-B-32.pt"), "short");

    Result result = shell.run("index", "photos", "--yes");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("has 5 bytes").doesNotContain("\tat ");
    assertThat(folder.resolve("home/models/ViT-B-32.pt")).doesNotExist();
  }
}

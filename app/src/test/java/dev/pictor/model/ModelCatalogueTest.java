package dev.pictor.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.config.ConfigException;
import dev.pictor.config.Environment;
import dev.pictor.config.Flags;
import dev.pictor.config.Settings;
import dev.pictor.model.download.WantedFile;
import dev.pictor.testing.TestCatalogue;
import dev.pictor.testing.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelCatalogueTest {
  @TempDir private Path folder;

  private ModelCatalogue catalogue(Map<String, String> variables) {
    return ModelCatalogue.of(Settings.of(Flags.none(), new Environment(variables, folder)));
  }

  @Test
  void builtInModels_haveTheDigestsThatTheirAddressesCarry() {
    assertThat(catalogue(Map.of()).models())
        .extracting(CatalogueModel::name)
        .containsExactly(
            "ViT-B-32", "ViT-B-16", "ViT-L-14", "ViT-L-14-336px", "clip-vit-base-patch32");
    assertThat(catalogue(Map.of()).models())
        .filteredOn(model -> !model.isFolder())
        .hasSize(4)
        .extracting(CatalogueModel::weights)
        .allMatch(
            file ->
                file.address()
                    .getPath()
                    .endsWith("/clip/models/" + file.sha256() + "/" + file.name()));
  }

  @Test
  void builtInModels_comeEncryptedAndAtAPinnedRevision() {
    assertThat(catalogue(Map.of()).models())
        .flatExtracting(CatalogueModel::files)
        .extracting(WantedFile::address)
        .allMatch(address -> address.getScheme().equals("https"))
        .allMatch(address -> address.getPath().matches(".*/[0-9a-f]{40,64}/[^/]+"));
  }

  @Test
  void documentation_saysTheSame() throws IOException {
    String page =
        Files.readString(
            Path.of(System.getProperty("pictor.basedir", "..")).resolve("docs/models.md"));
    for (CatalogueModel model : catalogue(Map.of()).models()) {
      String quality =
          model.quality() == null
              ? "| |"
              : "| %.1f %% | %.1f %%"
                  .formatted(model.quality().flickr30k(), model.quality().coco());
      assertThat(page.lines().filter(line -> line.startsWith("| `" + model.name() + "`")))
          .singleElement()
          .asString()
          .contains(
              "| %s | %d | %d "
                  .formatted(Size.text(model.bytes()), model.dimension(), model.imageSize()))
          .contains(quality)
          .contains("| " + model.licence() + " |");
    }
  }

  @Test
  void usualModel_isDescribedInALine() {
    assertThat(catalogue(Map.of()).usual().summary())
        .isEqualTo("OpenAI CLIP ViT-B/32, 338 MiB, MIT licence");
  }

  @Test
  void ownModels_areAddedAndGoBefore() {
    Path own = TestCatalogue.write(folder.resolve("own.json"), "mine", TestModels.micro());
    assertThat(catalogue(Map.of("PICTOR_MODEL_CATALOGUE", "own.json")).models())
        .hasSize(6)
        .extracting(CatalogueModel::name)
        .contains("mine", "ViT-B-32");

    TestCatalogue.write(own, "ViT-B-32", TestModels.micro());
    assertThat(catalogue(Map.of("PICTOR_MODEL_CATALOGUE", own.toString())).usual().title())
        .isEqualTo("The test's own");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "mine         | ../mine      | name is '../mine.pt'",
        "\"mine\"     | \"..\"       | '..' cannot be a model's name",
        "mine.pt      | other.pt     | must be called mine.pt or mine.safetensors or mine.bin",
        "https        | file         | address is 'file://",
        "https://     | http://u:p@  | address is 'http://u:p@models.invalid",
        "\"sha256\":\"| \"sha256\":\"0 | sha256 is '0",
        "\"bytes\":   | \"bytes\":-  | bytes is '-",
        "[{           | {            | own.json cannot be used",
        "\"title\"    | \"tittle\"   | 'mine' must have a title"
      })
  void brokenCatalogue_isNamedWithWhatIsWrong(String part, String replacement, String message)
      throws IOException {
    Path own = TestCatalogue.write(folder.resolve("own.json"), "mine", TestModels.micro());
    Files.writeString(own, Files.readString(own).replace(part, replacement));

    assertThatThrownBy(() -> catalogue(Map.of("PICTOR_MODEL_CATALOGUE", "own.json")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(own.toString())
        .hasMessageContaining(message);
  }

  @Test
  void missingCatalogue_isSaid() {
    assertThatThrownBy(() -> catalogue(Map.of("PICTOR_MODEL_CATALOGUE", "own.json")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("own.json cannot be read");
  }
}

package dev.pictor.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pictor.clip.ModelException;
import dev.pictor.config.Environment;
import dev.pictor.config.Flags;
import dev.pictor.config.Settings;
import dev.pictor.store.ModelIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFinderTest {
  @TempDir private Path folder;
  private Map<String, String> variables = Map.of();

  @BeforeEach
  void setVariables() {
    variables =
        Map.of(
            "HOME", folder.resolve("user").toString(),
            "PICTOR_HOME", folder.resolve("pictor").toString());
  }

  private Path file(String path) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "weights");
  }

  private ModelFinder finder(String... flag) {
    Flags flags = new Flags(null, null, flag.length == 0 ? null : flag[0], null, Map.of());
    return new ModelFinder(Settings.of(flags, new Environment(variables, folder)));
  }

  private static ModelIdentity recorded(String name, Path location) {
    return new ModelIdentity(name, location.toString(), "ab", 4, "upright", "fp32");
  }

  @Test
  void flag_isAPathOrANameInTheUsualFolders() throws IOException {
    Path relative = file("some/where.pt");
    Path inHome = file("pictor/models/mine.pt");
    Path inCache = file("user/.cache/clip/ViT-B-16.pt");

    assertThat(finder("some/where.pt").find(null).path()).isEqualTo(relative);
    assertThat(finder(relative.toString()).find(null).name()).isEqualTo("where");
    assertThat(finder("mine").find(null).path()).isEqualTo(inHome);
    assertThat(finder("ViT-B-16").find(null).path()).isEqualTo(inCache);
  }

  @Test
  void folderWithAConfiguration_isAModel() throws IOException {
    file("some/where.v1/config.json");
    Path path = folder.resolve("some/where.v1");
    Path weights = file("some/where.v1/model.safetensors");
    assertThat(finder("some/where.v1").find(null).path()).isEqualTo(path);
    assertThat(finder("some/where.v1").find(null).name()).isEqualTo("where.v1");
    assertThat(finder(weights.toString()).find(null).name()).isEqualTo("where.v1");
    assertThat(finder().find(recorded("other", path)).path()).isEqualTo(path);

    file("pictor/models/mine/config.json");
    Path inHome = folder.resolve("pictor/models/mine");
    assertThat(finder("mine").find(null).path()).isEqualTo(inHome);
    assertThat(finder().find(null).path()).isEqualTo(inHome);
    file("pictor/models/other.pt");
    assertThatThrownBy(() -> finder().find(null)).hasMessageContaining("(mine, other)");
  }

  @Test
  void flag_winsOverTheRecordedModel_winsOverTheDefault() throws IOException {
    Path standard = file("models/ViT-B-32.pt");
    Path theirs = file("theirs.pt");
    Path asked = file("asked.pt");

    assertThat(finder("asked.pt").find(recorded("theirs", theirs)).path()).isEqualTo(asked);
    assertThat(finder().find(recorded("theirs", theirs)).path()).isEqualTo(theirs);
    assertThat(finder().find(null).path()).isEqualTo(standard);
  }

  @Test
  void recordedModel_thatMovedIsFoundByItsName() throws IOException {
    file("models/ViT-B-32.pt");
    Path moved = file("pictor/models/theirs.pt");

    assertThat(finder().find(recorded("theirs", Path.of("/gone/theirs.pt"))).path())
        .isEqualTo(moved);
  }

  @Test
  void defaultModel_isLookedForInOrder() throws IOException {
    Path home = file("pictor/models/ViT-B-32.pt");
    assertThat(finder().find(null).path()).isEqualTo(home);
    Path cache = file("user/.cache/clip/ViT-B-32.pt");
    assertThat(finder().find(null).path()).isEqualTo(cache);
    Path here = file("models/ViT-B-32.pt");
    assertThat(finder().find(null).path()).isEqualTo(here);
  }

  @Test
  void onlyModelInHome_isTaken_ofSeveralNone() throws IOException {
    Path only = file("pictor/models/mine.pt");
    assertThat(finder().find(null).path()).isEqualTo(only);

    file("pictor/models/other.pt");
    assertThatThrownBy(() -> finder().find(null))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("--model NAME (mine, other)");
  }

  @Test
  void bundledModel_isFoundByItsNameOnly() {
    ModelFile bundled = finder("sketchbook").find(null);

    assertThat(bundled.isBundled()).isTrue();
    assertThat(bundled.name()).isEqualTo("sketchbook");
    assertThat(finder().find(recorded("sketchbook", bundled.path()))).matches(ModelFile::isBundled);
    assertThatThrownBy(() -> finder().find(null))
        .isInstanceOf(MissingModelException.class)
        .hasMessageContaining("--model sketchbook");
  }

  @Test
  void noModel_saysHowToGetOne() {
    assertThatThrownBy(() -> finder().find(null))
        .isInstanceOf(MissingModelException.class)
        .hasMessageContaining("pictor model pull ViT-B-32")
        .hasMessageContaining("338 MiB, MIT licence")
        .hasMessageContaining("--model sketchbook, which is there already");
    assertThat(missing(finder()).available()).map(CatalogueModel::name).contains("ViT-B-32");
  }

  private static MissingModelException missing(ModelFinder finder) {
    return catchThrowableOfType(MissingModelException.class, () -> finder.find(null));
  }

  @Test
  void recordedModel_thatIsGoneIsNamed() {
    assertThatThrownBy(() -> finder().find(recorded("theirs", Path.of("/gone/theirs.pt"))))
        .isInstanceOf(MissingModelException.class)
        .hasMessageContaining("made with model theirs")
        .hasMessageContaining("/gone/theirs.pt")
        .hasMessageContaining("--model PATH")
        .hasMessageNotContaining("pull");
    assertThatThrownBy(() -> finder().find(recorded("ViT-L-14", Path.of("/gone/ViT-L-14.pt"))))
        .hasMessageContaining("pictor model pull ViT-L-14");
  }

  @Test
  void unknownModel_saysWhereItWasLookedFor_andHowToGetAKnownOne() {
    assertThatThrownBy(() -> finder("nope").find(null))
        .isInstanceOf(MissingModelException.class)
        .hasMessageContaining("no model 'nope'")
        .hasMessageContaining(folder.resolve("pictor/models").toString());
    assertThat(missing(finder("nope")).available()).isEmpty();
    assertThatThrownBy(() -> finder("ViT-L-14").find(null))
        .hasMessageContaining("pictor model pull ViT-L-14");
    assertThat(missing(finder("ViT-L-14")).available())
        .map(CatalogueModel::name)
        .contains("ViT-L-14");
  }

  @Test
  void otherWeightFiles_areFoundByTheirName() throws IOException {
    Path safetensors = file("pictor/models/mine.safetensors");
    Path bin = file("models/yours.bin");
    assertThat(finder("mine").find(null).path()).isEqualTo(safetensors);
    assertThat(finder("yours").find(null).path()).isEqualTo(bin);
    assertThat(finder().find(null).path()).isEqualTo(safetensors);
  }

  @Test
  void all_areThoseOfTheUsualFolders_eachNameOnce() throws IOException {
    Path here = file("models/mine.pt");
    Path cached = file("user/.cache/clip/yours.pt");
    file("pictor/models/mine.pt");
    file("pictor/models/.incoming/half/half.pt");
    file("pictor/models/notes.txt");

    assertThat(finder().all()).extracting(ModelFile::path).containsExactly(here, cached);
  }
}

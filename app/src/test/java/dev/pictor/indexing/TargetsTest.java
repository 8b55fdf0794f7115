package dev.pictor.indexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.config.ConfigException;
import dev.pictor.picture.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetsTest {
  @TempDir private Path temporary;
  private Path base;

  @BeforeEach
  void realBase() throws IOException {
    base = temporary.toRealPath();
  }

  private Path folder(String path) throws IOException {
    return Files.createDirectories(base.resolve(path));
  }

  private static List<Target> targets(List<Root> known, Path... given) {
    return new Targets(known, Map.of()).of(List.of(given));
  }

  @Test
  void newFolder_becomesARootNamedAfterIt() throws IOException {
    Path folder = folder("Ünsere Photos (2024)");

    assertThat(targets(List.of(), folder))
        .containsExactly(
            new Target(new Root("unsere-photos-2024", folder.toString()), folder, folder));
  }

  @Test
  void sameName_isMadeUnique() throws IOException {
    assertThat(targets(List.of(new Root("trip", "/gone/trip")), folder("a/trip"), folder("b/trip")))
        .extracting(target -> target.root().name())
        .containsExactly("trip-2", "trip-3");
  }

  @Test
  void knownFolder_isRecognisedAlsoThroughALink() throws IOException {
    Path folder = folder("photos");
    Path link = Files.createSymbolicLink(base.resolve("link"), folder);
    Root known = new Root("mine", folder.toString());

    assertThat(targets(List.of(known), link)).containsExactly(new Target(known, folder, folder));
  }

  @Test
  void folderInsideOfAKnownRoot_isIndexedUnderIt() throws IOException {
    Path folder = folder("photos");
    Path inside = folder("photos/2024/may");
    Root known = new Root("mine", folder.toString());

    assertThat(targets(List.of(known), inside)).containsExactly(new Target(known, folder, inside));
  }

  @Test
  void siblingWithTheSameBeginning_isNotInside() throws IOException {
    Path folder = folder("photos");

    assertThat(targets(List.of(new Root("mine", folder.toString())), folder("photos-old")))
        .extracting(target -> target.root().name())
        .containsExactly("photos-old");
  }

  @Test
  void foldersWithinEachOther_areIndexedOnce() throws IOException {
    Path outer = folder("photos");
    Path inner = folder("photos/2024");

    assertThat(targets(List.of(), inner, outer, outer))
        .containsExactly(new Target(new Root("photos", outer.toString()), outer, outer));
  }

  @Test
  void file_isIndexedInTheFolderThatItLiesIn() throws IOException {
    Path folder = folder("photos");
    Path file = Files.writeString(folder.resolve("a.jpg"), "x");

    assertThat(targets(List.of(), file))
        .containsExactly(new Target(new Root("photos", folder.toString()), folder, file));
  }

  @Test
  void override_saysWhereAKnownRootLies() throws IOException {
    Path here = folder("mounted");
    Root known = new Root("trips", "/elsewhere/trips");

    assertThat(new Targets(List.of(known), Map.of("trips", here)).of(List.of(here)))
        .containsExactly(new Target(known, here, here));
  }

  @Test
  void override_namesANewRoot() throws IOException {
    Path here = folder("mounted");

    assertThat(new Targets(List.of(), Map.of("trips", here)).of(List.of(here)))
        .containsExactly(new Target(new Root("trips", here.toString()), here, here));
  }

  @Test
  void missingFolder_isNamed() {
    assertThatThrownBy(() -> targets(List.of(), base.resolve("none")))
        .isInstanceOf(ConfigException.class)
        .hasMessage("There is no file or folder " + base.resolve("none") + ".");
  }
}

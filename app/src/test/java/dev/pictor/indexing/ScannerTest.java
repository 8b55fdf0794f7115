package dev.pictor.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.indexing.Scanned.Entered;
import dev.pictor.indexing.Scanned.Excluded;
import dev.pictor.indexing.Scanned.LinkOut;
import dev.pictor.indexing.Scanned.RegularFile;
import dev.pictor.indexing.Scanned.UndecodableName;
import dev.pictor.indexing.Scanned.UnreadableFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

class ScannerTest {
  @TempDir private Path temporary;
  private Path root;

  @BeforeEach
  void makeRoot() throws IOException {
    root = Files.createDirectory(temporary.resolve("root")).toRealPath();
  }

  private Path file(String path) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, path);
  }

  private List<Scanned> scan(Path start) {
    List<Scanned> found = new ArrayList<>();
    new Scanner(
            root,
            scanned -> {
              if (!(scanned instanceof Entered)) {
                found.add(scanned);
              }
              return true;
            })
        .scan(start);
    return found;
  }

  private List<String> paths() {
    return scan(root).stream().map(Scanned::path).sorted().toList();
  }

  @Test
  void names_ofEveryKindAreFound() throws IOException {
    List<String> names =
        List.of("-dash.jpg", "a b.jpg", "line\nbreak.jpg", "sub/deep/über.jpg", "日本.png", "💚.gif");
    for (String name : names) {
      file(name);
    }

    assertThat(paths()).containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void hiddenFilesAndFolders_areLeftOut() throws IOException {
    file("seen.jpg");
    file(".hidden.jpg");
    file(".cache/inside.jpg");
    file("sub/.thumbnails/inside.jpg");

    assertThat(paths()).containsExactly("seen.jpg");
  }

  @Test
  void hiddenFolder_thatIsGivenItselfIsScanned() throws IOException {
    file(".photos/a.jpg");

    assertThat(scan(root.resolve(".photos")))
        .extracting(Scanned::path)
        .containsExactly(".photos/a.jpg");
  }

  @Test
  void stamp_isOfSizeAndTime() throws IOException {
    Path file = file("a.jpg");

    assertThat(scan(root))
        .singleElement()
        .isInstanceOfSatisfying(
            RegularFile.class,
            found -> {
              assertThat(found.stamp().sizeBytes()).isEqualTo(5);
              assertThat(found.stamp().modifiedMillis()).isEqualTo(file.toFile().lastModified());
            });
  }

  @Test
  @Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
  void linksThatLoop_areSurvived() throws IOException {
    file("a/one.jpg");
    Files.createSymbolicLink(root.resolve("a/up"), Path.of(".."));
    Files.createSymbolicLink(root.resolve("a/self"), Path.of("self"));
    Files.createSymbolicLink(root.resolve("a/nowhere.jpg"), Path.of("gone.jpg"));

    assertThat(paths()).containsExactly("a/one.jpg");
  }

  /// Every level doubles the ways that lead to the last one: 2^40 of them.
  @Test
  @Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
  void linksThatFanOut_areFollowedOnce() throws IOException {
    for (int level = 0; level < 40; level++) {
      Path folder = Files.createDirectories(root.resolve("level" + level));
      Files.createSymbolicLink(folder.resolve("left"), Path.of("../level" + (level + 1)));
      Files.createSymbolicLink(folder.resolve("right"), Path.of("../level" + (level + 1)));
    }
    file("level40/one.jpg");

    assertThat(paths()).containsExactly("level40/one.jpg");
  }

  @Test
  void linkedFile_isAPlaceOfItsOwn_alsoWhereItsTargetIsHidden() throws IOException {
    file(".objects/content");
    Files.createSymbolicLink(root.resolve("photo.jpg"), Path.of(".objects/content"));

    assertThat(scan(root))
        .singleElement()
        .isInstanceOfSatisfying(
            RegularFile.class,
            found -> {
              assertThat(found.path()).isEqualTo("photo.jpg");
              assertThat(found.stamp().sizeBytes()).isEqualTo(".objects/content".length());
            });
  }

  @Test
  void linkedFolder_isEnteredWhereItsTargetIsHidden() throws IOException {
    file(".objects/a.jpg");
    Files.createSymbolicLink(root.resolve("album"), Path.of(".objects"));

    assertThat(paths()).containsExactly("album/a.jpg");
  }

  @Test
  void linksThatLeadOut_areToldAndNotFollowed() throws IOException {
    Path outside = Files.createDirectory(temporary.resolve("outside")).toRealPath();
    Files.writeString(outside.resolve("secret.jpg"), "x");
    Files.createSymbolicLink(root.resolve("folder"), outside);
    Files.createSymbolicLink(root.resolve("file.jpg"), outside.resolve("secret.jpg"));

    assertThat(scan(root))
        .containsExactlyInAnyOrder(
            new LinkOut("folder", outside), new LinkOut("file.jpg", outside.resolve("secret.jpg")));
  }

  @Test
  void nameThatIsNoText_isToldWithItsBytes() throws IOException {
    Path folder = Files.createDirectory(root.resolve("été"));
    Path name = Path.of(URI.create(folder.toUri() + "caf%E9.jpg"));
    Files.writeString(name, "x");

    assertThat(scan(root))
        .singleElement()
        .isInstanceOfSatisfying(
            UndecodableName.class,
            found -> {
              assertThat(found.path()).isEqualTo("été/caf%E9.jpg");
              assertThat(found.stamp().sizeBytes()).isEqualTo(1);
            });
  }

  @Test
  void start_insideOfTheRootKeepsPathsRelativeToTheRoot() throws IOException {
    file("a/one.jpg");
    file("b/two.jpg");

    assertThat(scan(root.resolve("b"))).extracting(Scanned::path).containsExactly("b/two.jpg");
    assertThat(scan(root.resolve("a/one.jpg")))
        .extracting(Scanned::path)
        .containsExactly("a/one.jpg");
  }

  @Test
  void excluded_isToldAndNotLookedInto() throws IOException {
    file("a.jpg");
    file("b.png");
    file("sub/c.png");
    file("sub/trash/d.jpg");
    file("sub/trash/deeper/e.jpg");
    Files.writeString(root.resolve(".pictorignore"), "*.png\ntrash/\n");
    Files.writeString(root.resolve("sub/.pictorignore"), "!c.png\n");
    Files.writeString(root.resolve("sub/trash/.pictorignore"), "!d.jpg\n");

    assertThat(scan(root))
        .filteredOn(Excluded.class::isInstance)
        .containsExactlyInAnyOrder(new Excluded("b.png", false), new Excluded("sub/trash", true));
    assertThat(paths()).containsExactly("a.jpg", "b.png", "sub/c.png", "sub/trash");
  }

  @Test
  void excludedLinks_areNamedAsTheyStandAndNotFollowed() throws IOException {
    Path outside = Files.createDirectory(temporary.resolve("outside")).toRealPath();
    Files.createSymbolicLink(root.resolve("out"), outside);
    file(".objects/a.jpg");
    Files.createSymbolicLink(root.resolve("album"), Path.of(".objects"));
    Files.createSymbolicLink(root.resolve("shown"), Path.of(".objects"));
    Files.writeString(root.resolve(".pictorignore"), "out/\nalbum/\n");

    assertThat(scan(root))
        .filteredOn(Excluded.class::isInstance)
        .containsExactlyInAnyOrder(new Excluded("out", true), new Excluded("album", true));
    assertThat(paths()).containsExactly("album", "out", "shown/a.jpg");
  }

  @Test
  void start_heedsTheFilesAboveIt() throws IOException {
    file("sub/deep/a.jpg");
    file("sub/deep/b.jpg");
    Files.writeString(root.resolve(".pictorignore"), "b.jpg\n/gone/\n");
    file("gone/c.jpg");

    List<Scanned> below = scan(root.resolve("sub/deep"));
    assertThat(below)
        .extracting(Scanned::path)
        .containsExactlyInAnyOrder("sub/deep/a.jpg", "sub/deep/b.jpg");
    assertThat(below)
        .filteredOn(Excluded.class::isInstance)
        .containsExactly(new Excluded("sub/deep/b.jpg", false));
    assertThat(scan(root.resolve("sub/deep/b.jpg")))
        .containsExactly(new Excluded("sub/deep/b.jpg", false));
    assertThat(scan(root.resolve("gone/c.jpg"))).containsExactly(new Excluded("gone", true));
  }

  @Test
  void ignoreFileThatCannotBeRead_keepsItsFolderFromBeingLookedInto() throws IOException {
    file("a.jpg");
    file("sub/b.jpg");
    file("sub/deep/c.jpg");
    Files.write(root.resolve("sub/.pictorignore"), new byte[] {(byte) 0xe9});

    assertThat(scan(root))
        .hasSize(2)
        .filteredOn(UnreadableFolder.class::isInstance)
        .containsExactly(
            new UnreadableFolder(
                "sub",
                "its .pictorignore cannot be read (it is not UTF-8 text), so nothing in it was"
                    + " looked at; mend or remove that file"));
    assertThat(scan(root.resolve("sub/deep"))).singleElement().isInstanceOf(UnreadableFolder.class);
  }

  @Test
  void sink_thatSaysNoEndsTheScan() throws IOException {
    for (int i = 0; i < 10; i++) {
      file("sub" + i + "/a.jpg");
    }
    List<Scanned> found = new ArrayList<>();
    new Scanner(
            root,
            scanned -> {
              found.add(scanned);
              return found.size() < 3;
            })
        .scan(root);

    assertThat(found).hasSize(3);
  }
}

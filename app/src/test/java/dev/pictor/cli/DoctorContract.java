package dev.pictor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pictor.cli.TestShell.Result;
import dev.pictor.json.Json;
import dev.pictor.picture.ContentHash;
import dev.pictor.picture.FileStamp;
import dev.pictor.picture.PictureId;
import dev.pictor.picture.Place;
import dev.pictor.store.Change;
import dev.pictor.store.KnownFile;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Storage;
import dev.pictor.store.StoreException;
import dev.pictor.testing.TestModels;
import dev.pictor.testing.TestPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `doctor` with every store: a collection is damaged below the store's interface, the damage is
/// named, repaired, and not found again.
abstract class DoctorContract {
  @TempDir private Path temporary;
  private Path base = Path.of("");
  private Path photos = Path.of("");
  private TestShell shell = new TestShell(Path.of(""));

  /// The variables that choose the store.
  abstract Map<String, String> store();

  /// The storage that these choose.
  ///
  /// @param home `PICTOR_HOME`
  abstract Storage open(Path home);

  abstract void removeThumbnail(Path home, PictureId id);

  abstract void setThumbnail(Path home, PictureId id, byte[] bytes);

  abstract void removeVector(Path home, PictureId id);

  abstract void scaleVector(Path home, PictureId id, float factor);

  /// What is known of the picture; places, vector and thumbnail stay.
  abstract void removeRecord(Path home, PictureId id);

  abstract void removePlaces(Path home, PictureId id);

  @BeforeEach
  void makeCollection() throws IOException {
    base = temporary.toRealPath();
    photos = Files.createDirectory(base.resolve("photos"));
    shell = new TestShell(base).set("PICTOR_MODEL", TestModels.micro().toString()).setAll(store());
    for (int number = 1; number <= 3; number++) {
      TestPictures.write(photos.resolve("p" + number + ".jpg"), number);
    }
    assertThat(shell.run("index", "photos").out()).startsWith("3 added");
  }

  private Path home() {
    return base.resolve("home");
  }

  private ContentHash hash(String name) throws IOException {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(photos.resolve(name)));
      return new ContentHash(HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private PictureId id(String name) throws IOException {
    return PictureId.of(hash(name));
  }

  private JsonNode doctor(int exitCode, String... options) {
    String[] arguments = new String[options.length + 2];
    arguments[0] = "doctor";
    arguments[1] = "--json";
    System.arraycopy(options, 0, arguments, 2, options.length);
    Result result = shell.run(arguments);
    assertThat(result.exitCode()).as(result.err() + result.out()).isEqualTo(exitCode);
    return Json.read(result.out(), JsonNode.class);
  }

  /// Each kind and how often.
  private static String summary(JsonNode diagnosis) {
    StringBuilder summary = new StringBuilder();
    for (JsonNode finding : diagnosis.get("findings")) {
      summary
          .append(summary.isEmpty() ? "" : ", ")
          .append(finding.get("count").intValue())
          .append(' ')
          .append(finding.get("kind").stringValue());
    }
    return summary.toString();
  }

  private static List<String> lines(JsonNode diagnosis, String field) {
    return diagnosis
        .get("findings")
        .valueStream()
        .flatMap(finding -> finding.get(field).valueStream())
        .map(JsonNode::stringValue)
        .sorted()
        .toList();
  }

  private void nothingIsWrong() {
    assertThat(summary(doctor(ExitCode.DONE))).isEmpty();
    assertThat(shell.run("doctor").out()).endsWith("\nNothing is wrong.\n");
  }

  private void isFound(String... names) {
    for (String name : names) {
      Result result = shell.run("search", "--json", "--image", "photos/" + name);
      JsonNode best = Json.read(result.out(), JsonNode.class).get("hits").get(0);
      assertThat(best.get("path").stringValue()).isEqualTo(photos.resolve(name).toString());
      assertThat(best.get("score").doubleValue()).isCloseTo(1, within(1e-5));
    }
  }

  private int pictures() {
    return Json.read(shell.run("status", "--json").out(), JsonNode.class)
        .get("pictures")
        .intValue();
  }

  @Test
  void soundCollection_isFoundSo() throws IOException {
    Files.copy(photos.resolve("p1.jpg"), photos.resolve("copy.jpg"));
    Files.writeString(photos.resolve("broken.jpg"), "no picture");
    shell.run("index", "photos");
    TestPictures.write(photos.resolve("new.jpg"), 50);

    nothingIsWrong();
    JsonNode repaired = doctor(ExitCode.DONE, "--fix");
    assertThat(repaired.get("pictures").intValue()).isEqualTo(3);
    assertThat(repaired.get("files").intValue()).isEqualTo(4);
    assertThat(repaired.get("failed").intValue()).isEqualTo(1);
    assertThat(repaired.get("found").intValue()).isZero();
  }

  @Test
  void damagedCollection_isNotExportedUntilItIsMended() throws IOException {
    removeThumbnail(home(), id("p1.jpg"));
    assertNotExported("thumbnail", id("p1.jpg"));
    setThumbnail(home(), id("p2.jpg"), "no picture".getBytes(UTF_8));
    assertNotExported("thumbnail", id("p2.jpg"));
    removeVector(home(), id("p1.jpg"));
    assertNotExported("embedding", id("p1.jpg"));
    scaleVector(home(), id("p3.jpg"), 0.5f);
    assertNotExported("embedding", id("p3.jpg"));
    assertThat(shell.run("export", "out").exitCode()).isZero();
  }

  /// Mends it, then.
  private void assertNotExported(String part, PictureId id) throws IOException {
    Result result = shell.run("export", "out");
    assertThat(result.exitCode()).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(result.err()).contains(part, id.value(), "pictor doctor --fix");
    try (Stream<Path> files = Files.list(base)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.contains("out"));
    }
    doctor(ExitCode.DONE, "--fix");
  }

  @Test
  void thumbnails_areMadeAgainWithoutTheModel() throws IOException {
    byte[] jpeg = TestPictures.bytes(3, "jpg");
    removeThumbnail(home(), id("p1.jpg"));
    setThumbnail(home(), id("p2.jpg"), "no picture".getBytes(UTF_8));
    setThumbnail(home(), id("p3.jpg"), Arrays.copyOf(jpeg, jpeg.length / 2));

    JsonNode found = doctor(ExitCode.SOME_FAILED);
    assertThat(summary(found)).isEqualTo("3 thumbnail");
    assertThat(lines(found, "examples"))
        .containsExactly(
            "photos:p1.jpg (missing)", "photos:p2.jpg (not a JPEG)", "photos:p3.jpg (breaks off)");
    assertThat(found.get("left").intValue()).isEqualTo(3);

    shell.set("PICTOR_MODEL", "not-there.pt");
    JsonNode repaired = doctor(ExitCode.DONE, "--fix");
    assertThat(summary(repaired)).isEqualTo("3 thumbnail");
    assertThat(repaired.get("repaired").intValue()).isEqualTo(3);
    nothingIsWrong();
    shell.set("PICTOR_MODEL", TestModels.micro().toString());
    isFound("p1.jpg", "p2.jpg", "p3.jpg");
  }

  @Test
  void vectors_areMadeAgain() throws IOException {
    removeVector(home(), id("p1.jpg"));
    scaleVector(home(), id("p2.jpg"), 0);
    scaleVector(home(), id("p3.jpg"), 3);
    removeThumbnail(home(), id("p3.jpg"));

    JsonNode found = doctor(ExitCode.SOME_FAILED);
    assertThat(summary(found)).isEqualTo("3 vector, 1 thumbnail");
    assertThat(lines(found, "examples"))
        .hasSize(4)
        .contains("photos:p1.jpg (missing)", "photos:p2.jpg (norm 0.0, not 1)")
        .anyMatch(line -> line.matches("photos:p3.jpg \\(norm (3.0|2.99)\\d*, not 1\\)"));

    assertThat(doctor(ExitCode.DONE, "--fix").get("repaired").intValue()).isEqualTo(4);
    nothingIsWrong();
    isFound("p1.jpg", "p2.jpg", "p3.jpg");
  }

  @Test
  void pictureWithoutVector_isRefusedWithTheWayOut() throws IOException {
    PictureId id = id("p1.jpg");
    removeVector(home(), id);

    try (Storage storage = open(home());
        PictureStore store = storage.openToRead("default").orElseThrow()) {
      assertThatThrownBy(() -> store.find(id))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("'pictor doctor --fix' makes it again");
      assertThat(store.find(id("p2.jpg"))).isPresent();
    }
  }

  @Test
  void lostPicture_isMadeAgainFromItsFile_orForgotten() throws IOException {
    removeRecord(home(), id("p1.jpg"));
    removeRecord(home(), id("p2.jpg"));
    Files.delete(photos.resolve("p2.jpg"));

    assertThat(summary(doctor(ExitCode.SOME_FAILED))).contains("2 picture-lost");

    assertThat(summary(doctor(ExitCode.DONE, "--fix"))).isEqualTo("2 picture-lost");
    nothingIsWrong();
    isFound("p1.jpg", "p3.jpg");
    assertThat(pictures()).isEqualTo(2);
  }

  @Test
  void whatBelongsToNothing_isRemoved() throws IOException {
    removePlaces(home(), id("p1.jpg"));
    removeRecord(home(), id("p2.jpg"));
    removePlaces(home(), id("p2.jpg"));

    JsonNode found = doctor(ExitCode.SOME_FAILED);
    assertThat(summary(found)).isEqualTo("1 picture-without-place, 1 left-over");
    assertThat(lines(found, "examples"))
        .containsExactlyInAnyOrder("picture " + id("p1.jpg"), "picture " + id("p2.jpg"));

    assertThat(doctor(ExitCode.DONE, "--fix").get("repaired").intValue()).isEqualTo(2);
    nothingIsWrong();
    assertThat(pictures()).isEqualTo(1);
    assertThat(shell.run("index", "photos").out()).startsWith("2 added, 0 changed, 1 unchanged");
  }

  @Test
  void goneAndChangedFiles_areToldAndLeftToIndex() throws IOException {
    Files.delete(photos.resolve("p1.jpg"));
    TestPictures.write(photos.resolve("p2.jpg"), 70);
    Files.setLastModifiedTime(photos.resolve("p2.jpg"), FileTime.fromMillis(1_000));

    for (JsonNode told :
        List.of(doctor(ExitCode.SOME_FAILED), doctor(ExitCode.SOME_FAILED, "--fix"))) {
      assertThat(summary(told)).isEqualTo("1 file-gone, 1 file-changed");
      assertThat(lines(told, "examples")).containsExactly("photos:p1.jpg", "photos:p2.jpg");
      assertThat(told.get("repaired").intValue()).isZero();
    }
    assertThat(pictures()).isEqualTo(3);
    assertThat(shell.run("doctor").out())
        .contains("Known files that are gone: 1\n  photos:p1.jpg\n  pictor index --prune DIR")
        .endsWith("\n2 found, 0 repaired, 2 left\n");

    shell.run("index", "--prune", "photos");
    nothingIsWrong();
  }

  @Test
  void folderThatIsNotThere_losesNothing() throws IOException {
    removeThumbnail(home(), id("p1.jpg"));
    removeRecord(home(), id("p2.jpg"));
    Path away = Files.move(photos, base.resolve("away"));
    shell.set("PICTOR_MODEL", "not-there.pt"); // nothing can be embedded, so no model is needed

    JsonNode missing = doctor(ExitCode.SOME_FAILED, "--fix");
    assertThat(summary(missing)).isEqualTo("1 folder-out-of-reach, 1 picture-lost, 1 thumbnail");
    assertThat(lines(missing, "examples"))
        .contains("photos = %s (3 known files)".formatted(photos));
    assertThat(lines(missing, "obstacles"))
        .containsExactly(
            "photos:p1.jpg: its folder cannot be reached from here",
            "photos:p2.jpg: its folder cannot be reached from here");

    Files.createDirectory(photos);
    assertThat(summary(doctor(ExitCode.SOME_FAILED, "--fix")))
        .isEqualTo("1 folder-empty, 1 picture-lost, 1 thumbnail");

    shell.set("PICTOR_MODEL", TestModels.micro().toString());
    assertThat(summary(doctor(ExitCode.DONE, "--fix", "--root", "photos=" + away)))
        .isEqualTo("1 picture-lost, 1 thumbnail");
    Files.delete(photos);
    Files.move(away, photos);
    nothingIsWrong();
    isFound("p1.jpg", "p2.jpg", "p3.jpg");
  }

  @Test
  void fileWithAnotherContent_isNotTakenForThePicture() throws IOException {
    Files.copy(photos.resolve("p2.jpg"), photos.resolve("a copy.jpg"));
    shell.run("index", "photos");
    removeVector(home(), id("p1.jpg"));
    removeThumbnail(home(), id("p2.jpg"));
    TestPictures.write(photos.resolve("a copy.jpg"), 70);
    TestPictures.write(photos.resolve("p1.jpg"), 71);

    JsonNode repaired = doctor(ExitCode.SOME_FAILED, "--fix");
    assertThat(summary(repaired)).contains("1 vector, 1 thumbnail");
    assertThat(repaired.get("repaired").intValue()).isEqualTo(1);
    assertThat(lines(repaired, "obstacles"))
        .containsExactly("photos:p1.jpg: the file holds another picture now");

    shell.run("index", "photos");
    nothingIsWrong();
    isFound("p1.jpg", "p2.jpg", "p3.jpg");
  }

  @Test
  void fileBelowAnUnknownFolder_isTold() throws IOException {
    try (Storage storage = open(home());
        PictureStore store =
            storage.openToWrite("default", storage.collections().getFirst().model())) {
      Place place = new Place("lost", "p.jpg");
      store.apply(
          List.of(
              new Change.PutFile(
                  new KnownFile.PictureFile(place, new FileStamp(1, 1), hash("p1.jpg")))));
    }

    JsonNode found = doctor(ExitCode.SOME_FAILED);
    assertThat(summary(found)).isEqualTo("1 counts");
    assertThat(lines(found, "examples"))
        .containsExactly("4 files are counted, 3 lie below the registered folders");

    TestPictures.write(base.resolve("other/p.jpg"), 1);
    shell.run("index", "--root", "lost=other", "other");
    nothingIsWrong();
  }

  @Test
  void missingCollection_isToldAndNotMade() {
    for (String[] arguments :
        List.of(
            new String[] {"doctor", "--collection", "none"},
            new String[] {"doctor", "--fix", "--collection", "none"})) {
      Result result = shell.run(arguments);
      assertThat(result.exitCode()).isEqualTo(ExitCode.COULD_NOT_RUN);
      assertThat(result.err()).contains("There is no collection 'none'");
    }
    assertThat(shell.run("status").out()).doesNotContain("none");
  }
}

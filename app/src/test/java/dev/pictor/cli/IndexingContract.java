package dev.pictor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pictor.cli.TestShell.Result;
import dev.pictor.clip.Embedding;
import dev.pictor.json.Json;
import dev.pictor.picture.Picture;
import dev.pictor.picture.PictureId;
import dev.pictor.store.Change;
import dev.pictor.store.KnownFile;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Storage;
import dev.pictor.store.StoredPicture;
import dev.pictor.testing.TestMetadata;
import dev.pictor.testing.TestModels;
import dev.pictor.testing.TestPictures;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Indexing and searching from the command line, with every store.
abstract class IndexingContract {
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

  abstract String storeName();

  /// Why it is this one.
  abstract String storeReason();

  @BeforeEach
  void makePhotos() throws IOException {
    base = temporary.toRealPath();
    photos = Files.createDirectory(base.resolve("photos"));
    shell = new TestShell(base).set("PICTOR_MODEL", TestModels.micro().toString()).setAll(store());
    for (int number = 1; number <= 3; number++) {
      picture("p" + number + ".jpg", number);
    }
  }

  private Path picture(String name, int number) {
    return TestPictures.write(photos.resolve(name), number);
  }

  /// Edits a file: another content, another time.
  private void edit(String name, int number) throws IOException {
    setTime(picture(name, number), 5_000);
  }

  private static void setTime(Path file, long afterMillis) throws IOException {
    long time = Files.getLastModifiedTime(file).toMillis() + afterMillis;
    Files.setLastModifiedTime(file, FileTime.fromMillis(time));
  }

  private Result index() {
    return shell.run("index", "photos");
  }

  private void indexed(String summary) {
    Result result = index();
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).startsWith(summary);
  }

  private JsonNode status() {
    Result result = shell.run("status", "--json");
    assertThat(result.exitCode()).as(result.err()).isZero();
    return Json.read(result.out(), JsonNode.class);
  }

  private JsonNode search(String image) {
    Result result = shell.run("search", "--json", "--image", image);
    assertThat(result.exitCode()).as(result.err()).isZero();
    return Json.read(result.out(), JsonNode.class);
  }

  private List<String> paths(JsonNode answer) {
    return StreamSupport.stream(answer.get("hits").spliterator(), false)
        .map(hit -> hit.get("path").isNull() ? "null" : hit.get("path").stringValue())
        .toList();
  }

  @Test
  void firstRun_addsWhatIsThere_secondRunDoesNothing() {
    assertThat(index().out())
        .startsWith("3 added, 0 changed, 0 unchanged, 0 copies, 0 failed\n")
        .endsWith(" pictures/s\n");
    assertThat(index().out()).isEqualTo("0 added, 0 changed, 3 unchanged, 0 copies, 0 failed\n");

    JsonNode status = status();
    assertThat(status.get("store").stringValue()).isEqualTo(storeName());
    assertThat(status.get("collection").stringValue()).isEqualTo("default");
    assertThat(status.get("model").stringValue()).isEqualTo("openai_micro");
    assertThat(status.get("fingerprint").stringValue()).matches("[0-9a-f]{64}");
    assertThat(status.get("pictures").intValue()).isEqualTo(3);
    assertThat(status.get("failed").intValue()).isZero();
  }

  @Test
  void status_tellsOfTheLastRun() throws IOException {
    indexed("3 added");
    picture("p4.jpg", 4);
    edit("p1.jpg", 5);
    Files.copy(photos.resolve("p2.jpg"), photos.resolve("copy.jpg"));
    Files.writeString(photos.resolve("broken.jpg"), "no picture");
    assertThat(index().exitCode()).isEqualTo(ExitCode.SOME_FAILED);

    JsonNode run = status().get("lastRun");

    assertThat(run.get("state").stringValue()).isEqualTo("finished");
    assertThat(run.get("read").intValue()).isEqualTo(4);
    assertThat(run.get("added").intValue()).isEqualTo(2);
    assertThat(run.get("failed").intValue()).isEqualTo(1);
    assertThat(run.get("unchanged").intValue()).isEqualTo(2);
    assertThat(run.get("processes").intValue()).isOne();
    assertThat(run.get("seconds").doubleValue()).isBetween(0.0, 100.0);
    assertThat(Instant.parse(run.get("last").stringValue()))
        .isBetween(Instant.now().minusSeconds(100), Instant.now().plusSeconds(5));
    assertThat(shell.run("status").out())
        .containsPattern(
            "\nLast run    finished 20\\S+Z after \\d+ s;"
                + " 4 files read, 2 pictures new, 1 failed, 2 unchanged\n");
  }

  @Test
  void status_tellsThatTheLastRunWasInterrupted() {
    indexed("3 added");
    Interruption interruption = new Interruption();
    interruption.request();
    assertThat(shell.run(interruption, "index", "photos").exitCode())
        .isEqualTo(ExitCode.INTERRUPTED);

    assertThat(status().get("lastRun").get("state").stringValue()).isEqualTo("interrupted");
    assertThat(shell.run("status").out()).containsPattern("\nLast run    interrupted 20\\S+Z ");
  }

  @Test
  void status_tellsSizes() {
    assertThat(status().get("sizes").isNull()).isTrue();
    indexed("3 added");

    JsonNode sizes = status().get("sizes");
    assertThat(sizes.get("vectorBytes").intValue())
        .isEqualTo(3 * 4 * status().get("dimension").intValue());
    assertThat(sizes.get("diskBytes").intValue()).isGreaterThan(1_000);
    assertThat(status().get("cacheBytes").intValue()).isPositive();
    assertThat(shell.run("status").out())
        .containsPattern("\nSize        \\S+ \\S+ of vectors.*; .* on the disk\n")
        .contains(" of models, ");
  }

  @Test
  void store_isToldWithTheReasonForIt() {
    assertThat(index().err())
        .startsWith("Indexing into 'default' (%s, %s)".formatted(storeName(), storeReason()));
    assertThat(shell.run("status").out())
        .startsWith("Store       %s (%s)\n".formatted(storeName(), storeReason()));
    assertThat(status().get("reason").stringValue()).isEqualTo(storeReason());
  }

  @Test
  void search_findsThePictureItselfFirst() {
    indexed("3 added");

    JsonNode answer = search("photos/p2.jpg");

    assertThat(answer.get("query"))
        .isEqualTo(Json.read("{\"image\":\"photos/p2.jpg\"}", JsonNode.class));
    assertThat(answer.get("store").stringValue()).isEqualTo(storeName());
    assertThat(answer.get("exact").booleanValue()).isTrue();
    assertThat(answer.get("hits")).hasSize(3);
    JsonNode first = answer.get("hits").get(0);
    assertThat(first.get("rank").intValue()).isEqualTo(1);
    assertThat(first.get("id").stringValue()).matches("[0-9a-f]{32}");
    assertThat(first.get("path").stringValue()).isEqualTo(photos.resolve("p2.jpg").toString());
    assertThat(first.get("score").doubleValue()).isCloseTo(1, within(1e-5));
  }

  @Test
  void touchedFile_isUnchanged() throws IOException {
    indexed("3 added");
    setTime(photos.resolve("p1.jpg"), 5_000);

    indexed("0 added, 0 changed, 3 unchanged, 0 copies, 0 failed\n");
    assertThat(status().get("files").intValue()).isEqualTo(3);
  }

  @Test
  void editedFile_isAnotherPictureAtTheSamePlace() throws IOException {
    indexed("3 added");
    String before = search("photos/p1.jpg").get("hits").get(0).get("id").stringValue();
    edit("p1.jpg", 100);

    indexed("0 added, 1 changed, 2 unchanged, 0 copies, 0 failed\n");

    JsonNode first = search("photos/p1.jpg").get("hits").get(0);
    assertThat(first.get("path").stringValue()).isEqualTo(photos.resolve("p1.jpg").toString());
    assertThat(first.get("score").doubleValue()).isCloseTo(1, within(1e-5));
    assertThat(first.get("id").stringValue()).isNotEqualTo(before);
    assertThat(status().get("pictures").intValue()).isEqualTo(3);
  }

  @Test
  void copies_areFurtherPlacesOfOnePicture() throws IOException {
    indexed("3 added");
    Files.copy(photos.resolve("p1.jpg"), photos.resolve("later.jpg"));
    indexed("0 added, 0 changed, 3 unchanged, 1 copies, 0 failed\n");

    picture("twin1.jpg", 50);
    picture("twin2.jpg", 50);
    indexed("1 added, 0 changed, 4 unchanged, 1 copies, 0 failed\n");

    assertThat(status().get("pictures").intValue()).isEqualTo(4);
    assertThat(status().get("files").intValue()).isEqualTo(6);
  }

  @Test
  void renamedFile_isFoundUnderItsNewName() throws IOException {
    indexed("3 added");
    Files.move(photos.resolve("p1.jpg"), photos.resolve("renamed.jpg"));

    Result result = index();

    assertThat(result.out())
        .startsWith("0 added, 0 changed, 2 unchanged, 1 copies, 0 failed\n")
        .contains("1 known files that are gone");
    assertThat(paths(search("photos/renamed.jpg")))
        .first()
        .isEqualTo(photos.resolve("renamed.jpg").toString());
  }

  @Test
  void swappedFiles_areBothFoundUnderTheirNewNames() throws IOException {
    indexed("3 added");
    byte[] first = Files.readAllBytes(photos.resolve("p1.jpg"));
    byte[] second = Files.readAllBytes(photos.resolve("p2.jpg"));
    Files.write(photos.resolve("p1.jpg"), second);
    Files.write(photos.resolve("p2.jpg"), first);
    setTime(photos.resolve("p1.jpg"), 5_000);
    setTime(photos.resolve("p2.jpg"), 5_000);

    Result result = index();

    assertThat(result.exitCode()).as(result.err()).isZero();
    for (String name : List.of("p1.jpg", "p2.jpg")) {
      JsonNode best = search("photos/" + name).get("hits").get(0);
      assertThat(best.get("path").stringValue()).isEqualTo(photos.resolve(name).toString());
      assertThat(best.get("score").doubleValue()).isCloseTo(1, within(1e-5));
    }
    assertThat(status().get("pictures").intValue()).isEqualTo(3);
    indexed("0 added, 0 changed, 3 unchanged, 0 copies, 0 failed\n");
  }

  @Test
  void vanishedFile_isToldAndNotShown() throws IOException {
    indexed("3 added");
    Files.delete(photos.resolve("p1.jpg"));

    Result result = index();

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("1 known files that are gone");
    assertThat(paths(search("photos/p2.jpg"))).hasSize(2);
    assertThat(status().get("pictures").intValue()).isEqualTo(3);
  }

  @Test
  void prune_removesWhatIsGone_andKeepsTheIdOfWhatWasRenamed() throws IOException {
    indexed("3 added");
    String id = search("photos/p2.jpg").get("hits").get(0).get("id").stringValue();
    Files.delete(photos.resolve("p1.jpg"));
    Files.move(photos.resolve("p2.jpg"), photos.resolve("renamed.jpg"));

    Result result = shell.run("index", "--prune", "photos");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out())
        .isEqualTo(
            """
            0 added, 0 changed, 1 unchanged, 1 copies, 0 failed
            besides: 2 files that are gone, removed
            """);
    assertThat(status().get("pictures").intValue()).isEqualTo(2);
    assertThat(status().get("files").intValue()).isEqualTo(2);
    assertThat(search("photos/renamed.jpg").get("hits").get(0).get("id").stringValue())
        .isEqualTo(id);
  }

  @Test
  void prune_ofAFolderThatLooksNotMounted_keepsAllUntilToldTwice() throws IOException {
    indexed("3 added");
    Path away = Files.move(photos, base.resolve("away"));
    Files.createDirectory(photos);

    Result careful = shell.run("index", "--prune", "photos");
    assertThat(careful.exitCode()).isZero();
    assertThat(careful.err())
        .contains(photos + ": none of the 3 files known below it is there")
        .contains("--even-all");
    assertThat(status().get("pictures").intValue()).isEqualTo(3);

    Files.delete(photos);
    Files.move(away, photos);
    indexed("0 added, 0 changed, 3 unchanged, 0 copies, 0 failed\n");

    for (int number = 1; number <= 3; number++) {
      Files.delete(photos.resolve("p" + number + ".jpg"));
    }
    assertThat(shell.run("index", "--prune", "--even-all", "photos").out())
        .contains("3 files that are gone, removed");
    assertThat(status().get("pictures").intValue()).isZero();
    assertThat(shell.run("index", "--even-all", "photos").exitCode())
        .isEqualTo(ExitCode.WRONG_USAGE);
  }

  @Test
  void excludedFiles_areNotIndexed_andThoseThatWereAreRemoved() throws IOException {
    picture("private/a.jpg", 20);
    picture("private/b.jpg", 21);
    Files.writeString(photos.resolve("p3.txt"), "no picture");
    indexed("5 added");
    picture("private/new.jpg", 22);
    picture("p4.jpg", 23);
    Files.delete(photos.resolve("private/b.jpg"));
    Files.writeString(photos.resolve(".pictorignore"), "private/\n/p[34].*\n!p3.txt\n");

    Result result = index();

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out())
        .isEqualTo(
            """
            0 added, 0 changed, 2 unchanged, 0 copies, 0 failed
            besides: 1 other files, 3 excluded by .pictorignore, 3 files that are excluded now, removed
            """);
    assertThat(status().get("files").intValue()).isEqualTo(2);
    assertThat(paths(search("photos/p3.jpg")))
        .containsExactlyInAnyOrder(
            photos.resolve("p1.jpg").toString(), photos.resolve("p2.jpg").toString());

    Files.delete(photos.resolve(".pictorignore"));
    indexed("4 added, 0 changed, 2 unchanged, 0 copies, 0 failed\n");
  }

  @Test
  void pictureThatIsExcludedInOnePlace_isKeptInTheOther() throws IOException {
    Files.createDirectory(photos.resolve("raw"));
    Files.copy(photos.resolve("p1.jpg"), photos.resolve("raw/p1.jpg"));
    Files.move(photos.resolve("p2.jpg"), photos.resolve("raw/p2.jpg"));
    indexed("3 added, 0 changed, 0 unchanged, 1 copies");
    String id = search("photos/raw/p2.jpg").get("hits").get(0).get("id").stringValue();
    Files.move(photos.resolve("raw/p2.jpg"), photos.resolve("moved.jpg"));
    Files.writeString(photos.resolve(".pictorignore"), "raw\n");

    assertThat(index().out())
        .startsWith("0 added, 0 changed, 2 unchanged, 1 copies, 0 failed\n")
        .contains("1 excluded by .pictorignore, 2 files that are excluded now, removed");

    assertThat(status().get("pictures").intValue()).isEqualTo(3);
    assertThat(search("photos/moved.jpg").get("hits").get(0).get("id").stringValue()).isEqualTo(id);
  }

  @Test
  void ignoreFileThatCannotBeRead_isReportedAndItsFolderLeftAsItWas() throws IOException {
    picture("sub/a.jpg", 30);
    indexed("4 added");
    picture("sub/b.jpg", 31);
    Files.write(photos.resolve("sub/.pictorignore"), new byte[] {(byte) 0xe9});

    Result result = shell.run("index", "--prune", "photos");

    assertThat(result.exitCode()).isEqualTo(ExitCode.SOME_FAILED);
    assertThat(result.out()).isEqualTo("0 added, 0 changed, 3 unchanged, 0 copies, 1 failed\n");
    assertThat(result.err())
        .contains("sub: its .pictorignore cannot be read (it is not UTF-8 text)");
    assertThat(status().get("files").intValue()).isEqualTo(4);
  }

  @Test
  void retry_triesAgainWhatFailedAndHasNotChanged() throws IOException {
    Files.writeString(photos.resolve("broken.jpg"), "no picture");
    assertThat(index().exitCode()).isEqualTo(ExitCode.SOME_FAILED);

    Result again = shell.run("index", "--retry", "photos");

    assertThat(again.exitCode()).isEqualTo(ExitCode.SOME_FAILED);
    assertThat(again.out()).startsWith("0 added, 0 changed, 3 unchanged, 0 copies, 1 failed\n");
    assertThat(index().out()).contains("1 failed before and not changed since");
  }

  @Test
  void refresh_readsMetadataAndMakesThumbnails_andKeepsVectorsAndIds() throws IOException {
    Files.write(
        photos.resolve("p1.jpg"),
        TestMetadata.jpeg(
            TestPictures.bytes(1, "jpg"),
            TestMetadata.exifSegment(TestMetadata.typical().block())));
    Files.copy(photos.resolve("p2.jpg"), photos.resolve("copy.jpg"));
    indexed("3 added, 0 changed, 0 unchanged, 1 copies");
    Map<PictureId, Embedding> vectors = new HashMap<>();
    Set<KnownFile> files = new HashSet<>();
    withStore(
        store -> {
          store.forEachFile("photos", files::add);
          for (KnownFile file : files) {
            age(store, (KnownFile.PictureFile) file, vectors);
          }
        });

    indexed("0 added, 0 changed, 4 unchanged, 0 copies, 0 failed\n");
    withStore(store -> vectors.keySet().forEach(id -> assertThat(isAged(store, id)).isTrue()));
    Result result = shell.run("index", "--refresh", "photos");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out())
        .isEqualTo(
            """
            0 added, 0 changed, 4 unchanged, 0 copies, 0 failed
            besides: 4 of those unchanged refreshed
            """);
    withStore(
        store -> {
          vectors.forEach(
              (id, vector) -> {
                assertThat(isAged(store, id)).isFalse();
                assertThat(store.find(id).orElseThrow().embedding()).isEqualTo(vector);
              });
          assertThat(vectors.keySet())
              .anyMatch(
                  id ->
                      "NIKON D750"
                          .equals(store.find(id).orElseThrow().picture().metadata().camera()));
          Set<KnownFile> after = new HashSet<>();
          store.forEachFile("photos", after::add);
          assertThat(after).isEqualTo(files);
        });
  }

  /// Without metadata, with another thumbnail, and with a vector that no model has made.
  private static void age(
      PictureStore store, KnownFile.PictureFile file, Map<PictureId, Embedding> vectors) {
    StoredPicture stored = store.find(PictureId.of(file.hash())).orElseThrow();
    Picture picture = stored.picture();
    float[] values = new float[stored.embedding().dimension()];
    values[vectors.size()] = 1;
    Embedding vector =
        vectors.computeIfAbsent(
            picture.id(), _ -> Embedding.ofUnit(stored.embedding().fingerprint(), values));
    Picture old =
        new Picture(
            picture.hash(),
            picture.format(),
            picture.sizeBytes(),
            picture.width(),
            picture.height());
    store.apply(List.of(new Change.PutPicture(old, file, vector, new byte[] {1})));
  }

  private static boolean isAged(PictureStore store, PictureId id) {
    return store.thumbnail(id).orElseThrow().length == 1;
  }

  private void withStore(Consumer<PictureStore> work) {
    try (Storage storage = open(base.resolve("home"));
        PictureStore store =
            storage.openToWrite("default", storage.collections().getFirst().model())) {
      work.accept(store);
    }
  }

  @Test
  void refresh_keepsWhatCannotBeReadNow() throws IOException {
    indexed("3 added");
    Path file = photos.resolve("p1.jpg");
    byte[] whole = Files.readAllBytes(file);
    FileTime time = Files.getLastModifiedTime(file);
    Files.write(file, new byte[whole.length]);
    Files.setLastModifiedTime(file, time);

    Result result = shell.run("index", "--refresh", "photos");

    assertThat(result.exitCode()).isEqualTo(ExitCode.SOME_FAILED);
    assertThat(result.out())
        .isEqualTo(
            """
            0 added, 0 changed, 2 unchanged, 0 copies, 1 failed
            besides: 2 of those unchanged refreshed
            """);
    assertThat(result.err()).contains("p1.jpg: not refreshed: ");
    assertThat(status().get("pictures").intValue()).isEqualTo(3);
    assertThat(status().get("failed").intValue()).isZero();
    Files.write(file, whole);
    Files.setLastModifiedTime(file, time);
    indexed("0 added, 0 changed, 3 unchanged, 0 copies, 0 failed\n");
  }

  @Test
  void brokenFile_isReportedOnceAndRememberedUntilItChanges() throws IOException {
    Path broken = Files.writeString(photos.resolve("broken\u001b[31m.jpg"), "no picture");

    Result first = index();
    assertThat(first.exitCode()).isEqualTo(ExitCode.SOME_FAILED);
    assertThat(first.out()).startsWith("3 added, 0 changed, 0 unchanged, 0 copies, 1 failed\n");
    assertThat(first.err()).contains("broken\\x1b[31m.jpg: ").doesNotContain("\u001b");
    assertThat(status().get("failed").intValue()).isEqualTo(1);

    Result second = index();
    assertThat(second.exitCode()).isZero();
    assertThat(second.out())
        .startsWith("0 added, 0 changed, 3 unchanged, 0 copies, 0 failed\n")
        .contains("1 failed before and not changed since");
    assertThat(second.err()).doesNotContain("broken");
    assertThat(shell.run("status").out()).contains("Failed      photos:broken\\x1b[31m.jpg: ");

    Files.write(broken, TestPictures.bytes(9, "jpg"));
    setTime(broken, 5_000);
    indexed("1 added, 0 changed, 3 unchanged, 0 copies, 0 failed\n");
    assertThat(status().get("failed").intValue()).isZero();
  }

  @Test
  void pictureThatBreaks_isNoLongerFound() throws IOException {
    indexed("3 added");
    Files.writeString(photos.resolve("p1.jpg"), "no picture");

    assertThat(index().exitCode()).isEqualTo(ExitCode.SOME_FAILED);
    assertThat(status().get("pictures").intValue()).isEqualTo(2);
    assertThat(status().get("failed").intValue()).isEqualTo(1);
  }

  @Test
  void oddNames_areIndexedAndFound_orReported() throws IOException {
    List<String> names = List.of("-dash.png", "a b.gif", "line\nbreak.jpg", "sub/über.bmp", "日本");
    for (String name : names.subList(0, 4)) {
      picture(name, name.hashCode());
    }
    Files.write(photos.resolve("日本"), TestPictures.bytes(77, "png"));
    Path undecodable = Path.of(URI.create(photos.toUri() + "caf%E9.jpg"));
    Files.write(undecodable, TestPictures.bytes(78, "jpg"));
    Files.writeString(photos.resolve("notes.txt"), "no picture");

    Result result = index();

    assertThat(result.exitCode()).isEqualTo(ExitCode.SOME_FAILED);
    assertThat(result.out())
        .startsWith("8 added, 0 changed, 0 unchanged, 0 copies, 1 failed\n")
        .contains("1 other files");
    assertThat(result.err()).contains("caf%E9.jpg: its name is not text in this locale");
    for (String name : names) {
      assertThat(paths(search("photos/" + name)))
          .first()
          .isEqualTo(photos.resolve(name).toString());
    }
  }

  @Test
  void singleFile_isIndexedIntoTheRootOfItsFolder() {
    assertThat(shell.run("index", "photos/p1.jpg").out()).startsWith("1 added");
    indexed("2 added, 0 changed, 1 unchanged, 0 copies, 0 failed\n");

    JsonNode roots = status().get("roots");
    assertThat(roots).hasSize(1);
    assertThat(roots.get(0).get("name").stringValue()).isEqualTo("photos");
  }

  @Test
  void folderThatMoved_isServedWhereTheFlagSaysItLies() throws IOException {
    indexed("3 added");
    Path moved = Files.move(photos, base.resolve("moved"));
    String image = moved.resolve("p1.jpg").toString();

    assertThat(paths(search(image))).containsOnly("null").hasSize(3);

    shell.set("PICTOR_ROOTS", "photos=" + moved);
    assertThat(paths(search(image))).first().isEqualTo(image);
    assertThat(shell.run("index", "moved").out())
        .startsWith("0 added, 0 changed, 3 unchanged, 0 copies, 0 failed\n");
  }

  @Test
  void otherModel_isRefusedWithBothNamesAndTheWayOut() {
    indexed("3 added");

    Result result = shell.run("index", "--preprocess", "original", "photos");

    assertThat(result.exitCode()).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .contains("Collection 'default' was made with model openai_micro")
        .contains("upright")
        .contains("original")
        .contains("--collection NAME");
    assertThat(
            shell
                .run("index", "--collection", "second", "--preprocess", "original", "photos")
                .out())
        .startsWith("3 added");
    shell.set("PICTOR_COLLECTION", "second");
    assertThat(search("photos/p1.jpg").get("collection").stringValue()).isEqualTo("second");
  }

  @Test
  void missingCollection_isToldAsSuch() {
    Result search = shell.run("search", "--image", "photos/p1.jpg");
    assertThat(search.exitCode()).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(search.out()).isEmpty();
    assertThat(search.err())
        .contains("no collection 'default' in " + storeName())
        .contains("pictor index DIR");

    JsonNode status = status();
    assertThat(status.get("pictures").intValue()).isZero();
    assertThat(status.get("model").isNull()).isTrue();
    assertThat(status.get("fingerprint").isNull()).isTrue();
  }

  @Test
  void jpegThatBreaksOff_isAddedWithAWarning() throws IOException {
    byte[] whole = TestPictures.bytes(60, "jpg");
    Files.write(photos.resolve("cut.jpg"), Arrays.copyOf(whole, whole.length * 2 / 3));

    Result result = index();

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out())
        .startsWith("4 added, 0 changed, 0 unchanged, 0 copies, 0 failed\n")
        .contains("besides: 1 of those added or changed are incomplete");
    assertThat(result.err()).contains("cut.jpg: the file breaks off").doesNotContain("p1.jpg");
  }
}

package dev.pictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.cli.TestShell.Result;
import dev.pictor.json.Json;
import dev.pictor.testing.TestModels;
import dev.pictor.testing.TestPictures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `index --watch`, with every store.
@Timeout(300)
abstract class WatchContract {
  @TempDir private Path temporary;
  private Path base = Path.of("");
  private Path photos = Path.of("");
  private TestShell shell = new TestShell(Path.of(""));
  private final Interruption interruption = new Interruption();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private CompletableFuture<Integer> watching = CompletableFuture.completedFuture(0);

  /// The variables that choose the store.
  abstract Map<String, String> store();

  @BeforeEach
  void makePhotos() throws IOException {
    base = temporary.toRealPath();
    photos = Files.createDirectory(base.resolve("photos"));
    shell = new TestShell(base).set("PICTOR_MODEL", TestModels.micro().toString()).setAll(store());
    picture("p1.jpg", 1);
    picture("p2.jpg", 2);
  }

  @AfterEach
  void stop() throws Exception {
    interruption.request();
    watching.get(100, TimeUnit.SECONDS);
  }

  private Path picture(String name, int number) {
    return TestPictures.write(photos.resolve(name), number);
  }

  /// Returns when the first run is done.
  private void watch(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("index", "--watch"));
    all.addAll(List.of(arguments));
    watching =
        CompletableFuture.supplyAsync(
            () -> shell.run("", print(out), print(err), interruption, all.toArray(String[]::new)));
    until(() -> err().contains("Watching"));
  }

  private static PrintStream print(OutputStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private void until(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      assertThat(watching).as("%s%s", out(), err()).isNotDone();
      Thread.sleep(50);
    }
  }

  /// Returns when a line ends like this.
  private void told(String news) throws InterruptedException {
    until(() -> out().lines().anyMatch(line -> line.matches("\\d\\d:\\d\\d:\\d\\d " + news)));
  }

  private JsonNode json(String... arguments) {
    Result result = shell.run(arguments);
    assertThat(result.exitCode()).as(result.err()).isZero();
    return Json.read(result.out(), JsonNode.class);
  }

  private int files() {
    return json("status", "--json").get("files").intValue();
  }

  private List<String> found(String image) {
    JsonNode hits = json("search", "--json", "--image", image).get("hits");
    return StreamSupport.stream(hits.spliterator(), false)
        .map(hit -> hit.get("path").stringValue())
        .toList();
  }

  private String id(String image) {
    return json("search", "--json", "--image", image).get("hits").get(0).get("id").stringValue();
  }

  @Test
  void whatIsNew_isFoundSoon_alsoInNewFolders() throws Exception {
    watch("photos");
    assertThat(out()).startsWith("2 added, 0 changed, 0 unchanged, 0 copies, 0 failed\n");

    picture("p3.jpg", 3);
    picture("new/deep/p4.jpg", 4);
    told("2 added");
    picture("new/deep/p5.jpg", 5);
    told("1 added");

    assertThat(found("photos/new/deep/p5.jpg"))
        .first()
        .isEqualTo(photos.resolve("new/deep/p5.jpg").toString());
    interruption.request();
    assertThat(watching.get(100, TimeUnit.SECONDS)).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(out()).hasLineCount(4);
    assertThat(err()).doesNotContain("\tat ", "Interrupted");
  }

  @Test
  void movedFolder_keepsItsPictures_andIsWatchedWhereItIs() throws Exception {
    picture("old/p3.jpg", 3);
    watch("--prune", "photos");
    String id = id("photos/old/p3.jpg");

    Files.move(photos.resolve("old"), photos.resolve("moved"));
    told("1 copies, 1 gone and removed");

    assertThat(id("photos/moved/p3.jpg")).isEqualTo(id);
    picture("moved/p4.jpg", 4);
    told("1 added");
    assertThat(files()).isEqualTo(4);
  }

  @Test
  void deletedFile_staysKnownUnlessPruned() throws Exception {
    watch("photos");
    Files.delete(photos.resolve("p1.jpg"));
    picture("p3.jpg", 3);
    told("1 added");

    assertThat(files()).isEqualTo(3);
    assertThat(found("photos/p3.jpg")).hasSize(2);
  }

  @Test
  void changedPatterns_takeEffect() throws Exception {
    watch("photos");
    Files.writeString(photos.resolve(".pictorignore"), "p2.*");
    told("1 excluded and removed");
    Files.delete(photos.resolve(".pictorignore"));
    told("1 added");

    assertThat(files()).isEqualTo(2);
  }

  @Test
  void folderThatGoesAndComesBack_isToldOnceAndNotTakenForDeleted() throws Exception {
    Path others = Files.createDirectory(base.resolve("others"));
    TestPictures.write(others.resolve("o1.jpg"), 50);
    watch("--prune", "photos", "others");

    Path away = Files.move(photos, base.resolve("away"));
    until(() -> err().contains(photos + " is not there any more."));
    TestPictures.write(others.resolve("o2.jpg"), 51);
    told("1 added");
    assertThat(files()).isEqualTo(4);

    Files.move(away, photos);
    until(() -> err().contains(photos + " is back."));
    picture("p3.jpg", 3);
    told("1 added");
    until(() -> files() == 5);
    assertThat(err()).containsOnlyOnce("is not there any more").doesNotContain("did not work");
  }

  @Test
  void emptyFolderInItsPlace_isNotTakenForDeletion() throws Exception {
    watch("--prune", "photos");

    Path away = Files.move(photos, base.resolve("away"));
    Files.createDirectory(photos);
    until(() -> err().contains("none of the 2 files known below it is there"));
    assertThat(files()).isEqualTo(2);

    Files.delete(photos);
    Files.move(away, photos);
    picture("p3.jpg", 3);
    told("1 added");
    assertThat(files()).isEqualTo(3);
  }

  @Test
  void otherCommands_readAndWriteMeanwhile() throws Exception {
    watch("photos");
    Path others = Files.createDirectory(base.resolve("others"));
    TestPictures.write(others.resolve("o1.jpg"), 50);

    Result index = shell.run("index", "others");

    assertThat(index.exitCode()).as(index.err()).isZero();
    assertThat(index.out()).startsWith("1 added");
    assertThat(index.err()).doesNotContain("wait");
    picture("p3.jpg", 3);
    told("1 added");
    assertThat(files()).isEqualTo(4);
  }

  @Test
  void collectionThatIsGivenAnotherModel_isWatchedOnWithThat() throws Exception {
    watch("photos");
    Result reindex = shell.run("reindex", "--model", "sketchbook");
    assertThat(reindex.exitCode()).as(reindex.err()).isZero();

    picture("p3.jpg", 3);
    told("1 added");

    assertThat(err())
        .contains("Collection 'default' has another model now: going on with sketchbook (")
        .doesNotContain("did not work");
    assertThat(json("status", "--json").get("model").stringValue()).isEqualTo("sketchbook");
    assertThat(files()).isEqualTo(3);
  }

  @Test
  void whatCannotBeRead_isToldOnce() throws Exception {
    Files.write(
        Files.createDirectory(photos.resolve("sub")).resolve(".pictorignore"), new byte[] {-1});
    watch("photos");
    picture("p3.jpg", 3);
    told("1 added, 1 failed");
    picture("p4.jpg", 4);
    until(() -> files() == 4);

    assertThat(err()).containsOnlyOnce("sub: its .pictorignore cannot be read");
  }
}

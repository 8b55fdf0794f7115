package dev.pictor.model;

import static dev.pictor.testing.TestWebServer.send;
import static dev.pictor.testing.TestWebServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.clip.ModelException;
import dev.pictor.config.ConfigException;
import dev.pictor.config.Environment;
import dev.pictor.config.Flags;
import dev.pictor.config.Settings;
import dev.pictor.model.ModelPull.Pulled;
import dev.pictor.model.download.DownloadException;
import dev.pictor.model.download.DownloadProgress;
import dev.pictor.model.download.FileSource;
import dev.pictor.model.download.Patience;
import dev.pictor.model.download.WantedFile;
import dev.pictor.testing.TestCatalogue;
import dev.pictor.testing.TestWebServer;
import dev.pictor.testing.TestWebServer.Request;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ModelPullTest {
  private static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(5), Duration.ofSeconds(20), 1, Duration.ofMillis(1));

  /// What each file holds, by its name.
  private static final Map<String, byte[]> CONTENT =
      Map.of(
          "one.pt", "the weights".getBytes(StandardCharsets.UTF_8),
          "config.json", "{}".getBytes(StandardCharsets.UTF_8),
          "model.safetensors", "more weights".getBytes(StandardCharsets.UTF_8));

  private static final CatalogueModel ONE = model("one", "one.pt");
  private static final CatalogueModel FOLDER = model("many", "config.json", "model.safetensors");

  @TempDir private Path folder;

  private final List<String> notes = new CopyOnWriteArrayList<>();
  private final List<Long> updates = new ArrayList<>();
  private TestWebServer server;
  private Path models = Path.of("");

  ModelPullTest() throws IOException {
    server = TestWebServer.start(ModelPullTest::serve);
  }

  @BeforeEach
  void nameFolder() {
    models = folder.resolve("home/models");
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private static CatalogueModel model(String name, String... files) {
    return new CatalogueModel(
        name, "A test's", "MIT", 8, 32, null, Stream.of(files).map(ModelPullTest::wanted).toList());
  }

  private static WantedFile wanted(String name) {
    byte[] bytes = content(name);
    return new WantedFile(
        name,
        URI.create("https://models.invalid/far/" + name),
        TestCatalogue.sha256(bytes),
        bytes.length);
  }

  private static byte[] content(String name) {
    return CONTENT.getOrDefault(name, new byte[0]);
  }

  private static void serve(Request request, OutputStream out) throws IOException {
    send(request, out, content(request.target().replace("/far/", "")), Integer.MAX_VALUE);
  }

  private Settings settings(@Nullable String mirror) {
    return Settings.of(
        Flags.none(),
        new Environment(
            Map.of(
                "PICTOR_HOME",
                folder.resolve("home").toString(),
                "PICTOR_MODEL_MIRROR",
                mirror == null ? "" : mirror),
            folder));
  }

  private Pulled pull(CatalogueModel model) {
    return pull(model, server.address("").toString(), null);
  }

  private Pulled pull(CatalogueModel model, @Nullable String mirror, @Nullable Path from) {
    Settings settings = settings(mirror);
    try (FileSource source = ModelSource.open(model, from, settings, Map.of(), PATIENCE)) {
      return new ModelPull(new InstalledModels(settings), source).pull(model, progress());
    }
  }

  private DownloadProgress progress() {
    return new DownloadProgress() {
      @Override
      public void update(long done, long total) {
        updates.add(done);
      }

      @Override
      public void note(String message) {
        notes.add(message);
      }
    };
  }

  @Test
  void fileAndFolder_appearUnderTheirNames() {
    assertThat(pull(ONE)).isEqualTo(new Pulled(models.resolve("one.pt"), true));
    assertThat(pull(FOLDER)).isEqualTo(new Pulled(models.resolve("many"), true));

    assertThat(models.resolve("one.pt")).hasBinaryContent(content("one.pt"));
    assertThat(models.resolve("many/config.json")).hasBinaryContent(content("config.json"));
    assertThat(models.resolve("many/model.safetensors"))
        .hasBinaryContent(content("model.safetensors"));
    assertThat(new InstalledModels(settings(null)).all())
        .extracting(ModelFile::name)
        .containsExactly("many", "one");
    assertThat(updates).endsWith(FOLDER.bytes());
  }

  @Test
  void modelThatIsThere_isCheckedAndNotAskedForAgain() {
    pull(ONE);
    server.requests().clear();

    assertThat(pull(ONE)).isEqualTo(new Pulled(models.resolve("one.pt"), false));
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void otherFileOfItsName_isLeftAlone() throws IOException {
    Files.createDirectories(models);
    Files.writeString(models.resolve("one.pt"), "somebody's own");

    assertThatThrownBy(() -> pull(ONE))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("not as the catalogue says")
        .hasMessageContaining("pictor model rm one");
    assertThat(models.resolve("one.pt")).hasContent("somebody's own");
  }

  @Test
  void failureAmidFiles_leavesNoModel_andWhatIsCompleteIsKept() throws IOException {
    server.answer(
        (request, out) -> {
          if (request.target().endsWith("model.safetensors")) {
            send(request, out, content("model.safetensors"), 4);
          } else {
            serve(request, out);
          }
        });
    assertThatThrownBy(() -> pull(FOLDER)).isInstanceOf(DownloadException.class);
    assertThat(models.resolve("many")).doesNotExist();
    assertThat(new InstalledModels(settings(null)).all()).isEmpty();

    server.requests().clear();
    server.answer(ModelPullTest::serve);
    pull(FOLDER);

    assertThat(server.requests()).singleElement().extracting(Request::from).isEqualTo(4);
    assertThat(models.resolve("many/config.json")).hasBinaryContent(content("config.json"));
  }

  @Test
  void modelThatDoesNotFit_isNotAskedFor() {
    CatalogueModel huge =
        new CatalogueModel(
            "huge",
            "A test's",
            "MIT",
            8,
            32,
            null,
            List.of(
                new WantedFile(
                    "huge.pt",
                    server.address("/huge.pt"),
                    TestCatalogue.sha256(new byte[0]),
                    1L << 60)));

    assertThatThrownBy(() -> pull(huge))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("There is no room for huge")
        .hasMessageContaining("PICTOR_HOME");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void secondAtOnce_waitsForTheFirstAndSaysWho() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch mayAnswer = new CountDownLatch(1);
    server.answer(
        (request, out) -> {
          asked.countDown();
          mayAnswer.await();
          serve(request, out);
        });
    CompletableFuture<Pulled> first =
        CompletableFuture.supplyAsync(() -> pull(ONE), Thread::startVirtualThread);
    asked.await();
    CompletableFuture<Pulled> second =
        CompletableFuture.supplyAsync(() -> pull(ONE), Thread::startVirtualThread);
    while (notes.isEmpty()) {
      assertThat(second).isNotDone();
      Thread.sleep(5);
    }
    mayAnswer.countDown();

    assertThat(first.get(30, TimeUnit.SECONDS).isNew()).isTrue();
    assertThat(second.get(30, TimeUnit.SECONDS).isNew()).isFalse();
    assertThat(server.requests()).hasSize(1);
    assertThat(notes)
        .singleElement()
        .asString()
        .startsWith("Waiting for '")
        .contains("(process " + ProcessHandle.current().pid() + ", since ");
  }

  @Test
  void folderThatWasNamed_goesBeforeTheMirror() throws IOException {
    Path from = Files.createDirectories(folder.resolve("stick/many"));
    for (WantedFile file : FOLDER.files()) {
      Files.write(from.resolve(file.name()), content(file.name()));
    }

    pull(FOLDER, server.address("").toString(), folder.resolve("stick"));

    assertThat(models.resolve("many/config.json")).exists();
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void mirror_canBeAFolder() throws IOException {
    Files.createDirectories(folder.resolve("mirror/far"));
    Files.write(folder.resolve("mirror/far/one.pt"), content("one.pt"));

    pull(ONE, "mirror", null);

    assertThat(models.resolve("one.pt")).exists();
  }

  @Test
  void mirrorThatRefuses_isNamed() {
    server.answer(status(404));

    assertThatThrownBy(() -> pull(ONE))
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining(server.address("/far/one.pt").toString())
        .hasMessageContaining("a mirror must have the same paths");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://host/",
        "http://user:secret@host/",
        "https://host/?a=b",
        "http:///",
        "http://[x"
      })
  void mirrorThatIsNone_isNamedWithoutItsPassword(String mirror) {
    assertThatThrownBy(() -> pull(ONE, mirror, null))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("PICTOR_MODEL_MIRROR is '")
        .hasMessageNotContaining("secret");
  }

  @Test
  void folderThatIsNone_isSaid() {
    assertThatThrownBy(() -> pull(ONE, "nowhere", null))
        .hasMessageContaining(
            "PICTOR_MODEL_MIRROR: there is no folder " + folder.resolve("nowhere"));
    assertThatThrownBy(() -> pull(ONE, null, folder.resolve("nowhere")))
        .hasMessageContaining("--from: there is no folder");
  }

  @Test
  void remove_takesAlsoWhatIsOnItsWay() throws IOException {
    server.answer((request, out) -> send(request, out, content("one.pt"), 4));
    assertThatThrownBy(() -> pull(ONE)).isInstanceOf(DownloadException.class);
    InstalledModels installed = new InstalledModels(settings(null));

    assertThat(installed.remove("one", notes::add)).isTrue();
    assertThat(installed.remove("one", notes::add)).isFalse();

    assertThat(models.resolve(".incoming/one")).doesNotExist();
  }

  @Test
  void homeThatCannotBeWritten_isSaid() throws IOException {
    Files.createDirectories(folder.resolve("home"));
    Files.writeString(models, "a file");

    assertThatThrownBy(() -> pull(ONE))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("The model one cannot be put into " + models);
  }
}

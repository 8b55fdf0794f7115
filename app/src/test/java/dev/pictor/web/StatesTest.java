package dev.pictor.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.model.ModelState;
import dev.pictor.search.Background;
import dev.pictor.store.ModelIdentity;
import java.awt.Color;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatesTest {
  @TempDir private Path folder;

  @Test
  void loadingModel_isSaidAndWaitedFor() throws IOException {
    AtomicReference<ModelState> state = new AtomicReference<>(new ModelState.Loading("ViT-B-32"));
    try (ServedPictures pictures = ServedPictures.make(folder);
        PictorServer server =
            PictorServer.start(
                new ServerOptions("127.0.0.1", 0, null, false),
                pictures.storage,
                ServedPictures.COLLECTION,
                state::get,
                new Background(null),
                Map.of(),
                pictures.history);
        Client client = new Client(server)) {
      HttpResponse<String> home = client.get("/");
      HttpResponse<String> search = client.get("/search?q=a+cat&k=3", "HX-Request", "true");
      HttpResponse<String> api = client.get("/api/v1/search?q=cat");

      assertThat(home.statusCode()).isEqualTo(200);
      assertThat(home.body())
          .contains("name=\"q\"", "The model is still loading", "ViT-B-32")
          .contains("http-equiv=\"refresh\"", "hx-get=\"/\"");
      assertThat(search.statusCode()).isEqualTo(503);
      assertThat(search.body()).contains("hx-get=\"/search?q=a+cat&amp;k=3\"", "load delay:2s");
      assertThat(api.statusCode()).isEqualTo(503);
      assertThat(api.headers().firstValue("Retry-After")).hasValue("2");
      assertThat(api.body()).contains("\"code\":\"model-loading\"");
      assertThat(client.get("/health/live").statusCode()).isEqualTo(200);
      assertThat(client.get("/health/ready").statusCode()).isEqualTo(503);
      assertThat(client.get("/health/ready").body()).contains("\"reason\":\"model-loading\"");

      state.set(pictures.ready());

      assertThat(client.get("/search?q=a+cat").body()).contains("6 pictures for");
      assertThat(client.get("/health/ready").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void failedModel_saysWhatToDo() throws IOException {
    ModelState failed = new ModelState.Failed("ViT-B-32", "No such file; pass --model PATH.");
    try (ServedPictures pictures = ServedPictures.make(folder);
        PictorServer server = pictures.serve(failed);
        Client client = new Client(server)) {
      assertThat(client.get("/").body())
          .contains("The model ViT-B-32 cannot be used", "pass --model PATH.")
          .contains("http-equiv=\"refresh\"", "this page notices by itself");
      assertThat(client.get("/api/v1/search?q=cat").body()).contains("\"code\":\"model-failed\"");
      assertThat(client.get("/health/ready").body()).contains("model-failed");
    }
  }

  @Test
  void missingCollection_isSaidAndOpenedOnceItIsThere() throws Exception {
    try (ServedPictures pictures = ServedPictures.withoutAny(folder);
        PictorServer server = pictures.serve();
        Client client = new Client(server)) {
      HttpResponse<String> before = client.get("/");

      assertThat(before.statusCode()).isEqualTo(200);
      assertThat(before.body())
          .contains("Nothing is indexed yet", "./pictor index --collection made FOLDER");
      assertThat(client.get("/search?q=cat").statusCode()).isEqualTo(503);
      assertThat(client.get("/api/v1/search?q=cat").body()).contains("\"nothing-indexed\"");
      assertThat(client.get("/pictures/" + "0".repeat(32)).statusCode()).isEqualTo(503);
      assertThat(client.get("/health/ready").statusCode()).isEqualTo(200);

      pictures.index();
      assertThat(client.get("/").body()).contains("Nothing is indexed yet");
      assertThat(client.get("/search?q=cat").body()).contains("This collection holds no pictures");

      pictures.draw("one.png", 50, 50, Color.RED);
      pictures.index();
      Thread.sleep(Duration.ofMillis(1_100));

      assertThat(client.get("/").body()).contains("1 picture in “made”");
      assertThat(client.get("/search?q=cat").body()).contains("1 picture for “cat”");
    }
  }

  @Test
  void collectionThatIsRemovedAndMadeAnew_isFollowed() throws Exception {
    try (ServedPictures pictures = ServedPictures.make(folder);
        PictorServer server = pictures.serve();
        Client client = new Client(server)) {
      assertThat(client.get("/search?q=cat").body()).contains("6 pictures for");

      pictures.storage.drop(ServedPictures.COLLECTION);
      eventuallySays(client, "/", "Nothing is indexed yet");

      pictures.draw("seventh.png", 50, 50, Color.RED);
      pictures.index();
      eventuallySays(client, "/search?q=cat", "7 pictures for");
    }
  }

  private static void eventuallySays(Client client, String path, String text) throws Exception {
    Instant deadline = Instant.now().plusSeconds(10);
    while (!client.get(path).body().contains(text)) {
      assertThat(Instant.now()).as("says: %s", text).isBefore(deadline);
      Thread.sleep(100);
    }
  }

  @Test
  void otherModel_isRefusedWithBothNames() throws IOException {
    try (ServedPictures pictures = ServedPictures.withoutAny(folder)) {
      ModelIdentity other =
          new ModelIdentity(
              "ViT-L-14", "/models/ViT-L-14.pt", "ab".repeat(32), 64, "upright", "fp32");
      pictures.storage.openToWrite(ServedPictures.COLLECTION, other).close();
      try (PictorServer server = pictures.serve();
          Client client = new Client(server)) {
        assertThat(client.get("/search?q=cat").body())
            .contains("indexed with another model", "ViT-L-14", "/models/ViT-L-14.pt", "--model");
        assertThat(client.get("/health/ready").body()).contains("wrong-model");
      }
    }
  }

  @Test
  void brokenStore_isSaidAndNeverTakenForNoPictures() throws Exception {
    try (ServedPictures pictures = ServedPictures.make(folder)) {
      Path commit = commit(folder.resolve("lucene").resolve(ServedPictures.COLLECTION));
      byte[] whole = Files.readAllBytes(commit);
      Files.write(commit, new byte[] {1, 2, 3});
      try (PictorServer server = pictures.serve();
          Client client = new Client(server)) {
        HttpResponse<String> home = client.get("/");
        HttpResponse<String> search = client.get("/search?q=cat");
        HttpResponse<String> api = client.get("/api/v1/search?q=cat");

        assertThat(home.statusCode()).isEqualTo(503);
        assertThat(search.statusCode()).isEqualTo(503);
        assertThat(search.body())
            .contains("The pictures cannot be looked up right now")
            .doesNotContain("No pictures", "class=\"tile");
        assertThat(api.statusCode()).isEqualTo(503);
        assertThat(api.body())
            .contains("\"code\":\"store-failed\"")
            .doesNotContain("at dev.pictor", "at org.apache");
        assertThat(client.get("/pictures/" + "0".repeat(32)).body())
            .contains("hx-get=\"/pictures/" + "0".repeat(32) + "\"");
        assertThat(client.get("/health/ready").body()).contains("\"reason\":\"store-failed\"");
        assertThat(client.get("/health/live").statusCode()).isEqualTo(200);

        Files.write(commit, whole);
        Thread.sleep(Duration.ofMillis(1_100));

        assertThat(client.get("/search?q=cat").body()).contains("6 pictures for");
      }
    }
  }

  static Path commit(Path index) throws IOException {
    try (Stream<Path> files = Files.list(index)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("segments_"))
          .findAny()
          .orElseThrow();
    }
  }
}

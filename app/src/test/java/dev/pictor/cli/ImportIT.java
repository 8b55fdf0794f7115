package dev.pictor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pictor.cli.TestShell.Result;
import dev.pictor.clip.Clip;
import dev.pictor.clip.ClipOptions;
import dev.pictor.clip.Embedding;
import dev.pictor.clip.Preprocessing;
import dev.pictor.json.Json;
import dev.pictor.picture.ContentHash;
import dev.pictor.picture.PictureId;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Storage;
import dev.pictor.store.postgres.PostgresStorage;
import dev.pictor.store.postgres.TestDatabase;
import dev.pictor.testing.TestModels;
import dev.pictor.testing.TestPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Embeddings in a table as the well-known demo fills it, taken over.
class ImportIT {
  @AutoClose private final TestDatabase database = TestDatabase.open();

  @TempDir private Path temporary;
  private Path photos = Path.of("");
  private TestShell shell = new TestShell(Path.of(""));

  @AutoClose
  private final Clip clip =
      Clip.open(
          TestModels.micro(),
          ClipOptions.defaults()
              .withCacheDirectory(Path.of(System.getProperty("java.io.tmpdir"), "pictor-import"))
              .with(Preprocessing.ORIGINAL));

  @BeforeEach
  void makeTable() throws IOException {
    Path base = temporary.toRealPath();
    photos = Files.createDirectory(base.resolve("photos"));
    shell =
        new TestShell(base)
            .set("PICTOR_MODEL", TestModels.micro().toString())
            .setAll(database.environment());
    database.execute("CREATE SCHEMA " + database.schema());
    database.execute(
        "CREATE TABLE %s (filename text PRIMARY KEY, url text, embedding vector(%d))"
            .formatted(table(), clip.config().embeddingDimension()));
    for (int number = 1; number <= 20; number++) {
      Path file = TestPictures.write(photos.resolve("p%d.jpg".formatted(number)), number);
      put(file.getFileName().toString(), clip.encodeImage(file).toArray());
    }
  }

  private String table() {
    return database.schema() + ".pictures";
  }

  private void put(String filename, float[] values) {
    String vector =
        IntStream.range(0, values.length)
            .mapToObj(i -> String.valueOf(values[i]))
            .collect(Collectors.joining(",", "[", "]"));
    database.execute(
        "INSERT INTO %s VALUES ('%s', 'https://example.org/x.jpg', '%s')"
            .formatted(table(), filename, vector));
  }

  private Result run(String... more) {
    String[] arguments = {"import", "--from-table", table(), "--pictures", "photos"};
    String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return shell.run(all);
  }

  private JsonNode status() {
    return Json.read(shell.run("status", "--json").out(), JsonNode.class);
  }

  @Test
  void import_keepsTheVectorsAndFindsThePictures() throws Exception {
    // Not what the model makes of it, so that it must have come from the table.
    Path file = photos.resolve("p7.jpg");
    float[] values = clip.encodeImage(file).toArray();
    values[0] += 0.01f;
    database.execute("DELETE FROM %s WHERE filename = 'p7.jpg'".formatted(table()));
    put("./p7.jpg", values);

    Result result = run();

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).isEqualTo("20 taken over, 0 copies, 0 failed\n");
    assertThat(result.err()).contains("Taking over 20 embeddings", "lowest cosine similarity");
    assertThat(status().get("preprocessing").stringValue()).isEqualTo("original");
    assertThat(status().get("pictures").intValue()).isEqualTo(20);
    Embedding stored = stored(file);
    float[] expected = Embedding.normalized(clip.fingerprint(), values).toArray();
    for (int i = 0; i < expected.length; i++) {
      assertThat(stored.toArray()[i]).isCloseTo(expected[i], within(1e-6f));
    }
    JsonNode hit =
        Json.read(shell.run("search", "--json", "--image", "photos/p9.jpg").out(), JsonNode.class)
            .get("hits")
            .get(0);
    assertThat(hit.get("path").stringValue()).isEqualTo(photos.resolve("p9.jpg").toString());
    assertThat(database.query("SELECT count(*) FROM " + table()))
        .as("the table stays")
        .containsExactly("20");
  }

  private Embedding stored(Path file) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    ContentHash hash = new ContentHash(HexFormat.of().formatHex(digest));
    try (Storage storage = PostgresStorage.open(database.url(), database.schema());
        PictureStore store = storage.openToRead("default").orElseThrow()) {
      return store.find(PictureId.of(hash)).orElseThrow().embedding();
    }
  }

  @Test
  void picturesThatAreAddedLater_areEmbeddedLikewise() {
    run();
    TestPictures.write(photos.resolve("later.jpg"), 99);

    assertThat(shell.run("index", "photos").out())
        .startsWith("1 added, 0 changed, 20 unchanged, 0 copies, 0 failed");
    assertThat(run().out()).isEqualTo("0 taken over, 0 copies, 0 failed\n");
    assertThat(status().get("preprocessing").stringValue()).isEqualTo("original");
  }

  @Test
  void rowsWithoutAFileInTheFolder_areCounted() throws IOException {
    Path outside = TestPictures.write(temporary.toRealPath().resolve("outside.jpg"), 55);
    float[] vector = clip.encodeImage(outside).toArray();
    put("../outside.jpg", vector);
    put(outside.toString(), vector);
    put("gone.jpg", vector);
    put("bad\nname", vector);
    put("elsewhere/p1.jpg", vector);
    Files.delete(photos.resolve("p2.jpg"));

    assertThat(run().out()).isEqualTo("19 taken over, 0 copies, 0 failed; 5 files are not there\n");
  }

  @Test
  void vectorsOfAnotherModel_areRefusedAndNothingIsStored() {
    database.execute(
        "UPDATE %s SET embedding = (SELECT embedding FROM %s WHERE filename = 'p3.jpg') * embedding"
            .formatted(table(), table()));

    Result result = run();

    assertThat(result.exitCode()).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(result.err()).contains("The vectors are not of this model", "cosine", "--model");
    assertThat(status().get("model").isNull()).isTrue();
    Result wider = run("--model", "sketchbook");
    assertThat(wider.exitCode()).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(wider.err()).contains("values; the model makes 128");
  }

  @Test
  void tableThatIsNotThereOrHasOtherColumns_isSaid() {
    database.execute(
        "CREATE TABLE %s.other (filename text, vector text)".formatted(database.schema()));
    assertThat(error("no_such_table")).contains("There is no table no_such_table");
    assertThat(error("x; DROP TABLE " + table())).isNotBlank();
    assertThat(error(database.schema() + ".other"))
        .contains("vector=text", "needed are 'filename' (text) and 'embedding' (vector)");
    assertThat(database.query("SELECT count(*) FROM " + table())).containsExactly("20");
    Result nowhere =
        new TestShell(temporary).run("import", "--from-table", "pictures", "--pictures", ".");
    assertThat(nowhere.exitCode()).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(nowhere.err()).contains("The table is in PostgreSQL, but DATABASE_URL is not set");
  }

  @Test
  void import_goesIntoALuceneCollectionToo() throws Exception {
    run();

    Result result = run("--store", "lucene");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).isEqualTo("20 taken over, 0 copies, 0 failed\n");
    assertThat(hits("lucene")).hasSize(10);
    TestHits.assertSame(hits("lucene"), hits("postgresql"));
    assertThat(run("--store", "lucene").out()).isEqualTo("0 taken over, 0 copies, 0 failed\n");
    assertThat(shell.run("index", "--store", "lucene", "photos").out())
        .startsWith("0 added, 0 changed, 20 unchanged");
    assertThat(shell.run("doctor", "--store", "lucene").out()).contains("Nothing is wrong.");
  }

  private JsonNode hits(String store) {
    Result result =
        shell.run("search", "--store", store, "--json", "-k", "10", "--image", "photos/p9.jpg");
    assertThat(result.exitCode()).as(result.err()).isZero();
    return Json.read(result.out(), JsonNode.class).get("hits");
  }

  private String error(String table) {
    Result result = shell.run("import", "--from-table", table, "--pictures", "photos");
    assertThat(result.exitCode()).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(result.err()).doesNotContain("\tat ");
    return result.err();
  }

  @Test
  void pictureThatCannotBeRead_isRememberedAndTheRestTakenOver() throws IOException {
    Files.write(photos.resolve("p5.jpg"), List.of("no picture"));

    Result result = run();

    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.SOME_FAILED);
    assertThat(result.out()).isEqualTo("19 taken over, 0 copies, 1 failed\n");
    assertThat(status().get("failed").intValue()).isEqualTo(1);
  }
}

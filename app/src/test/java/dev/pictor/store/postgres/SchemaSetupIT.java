package dev.pictor.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.picture.TakenAt;
import dev.pictor.store.Change;
import dev.pictor.store.Filter;
import dev.pictor.store.MadeUp;
import dev.pictor.store.ModelIdentity;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Samples;
import dev.pictor.store.StoreCounts;
import dev.pictor.store.StoreException;
import dev.pictor.store.StoredPicture;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SchemaSetupIT {
  private static final ModelIdentity MODEL = Samples.model("model", 'a', 64);
  private static final String TABLES =
      """
      SELECT c.oid::text || ' ' || n.nspname || '.' || c.relname || ' ' || c.relnatts
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = '%s' ORDER BY c.oid
      """;

  private TestDatabase database;
  private TestDatabase elsewhere;

  @BeforeEach
  void open() {
    database = TestDatabase.open();
    elsewhere = TestDatabase.open();
  }

  @AfterEach
  void close() {
    if (elsewhere != null) {
      elsewhere.close();
      database.close();
    }
  }

  private PostgresStorage storage() {
    return PostgresStorage.open(database.url(), database.schema());
  }

  @Test
  void open_makesTheSchemaAndLeavesItAsItIsTheNextTime() {
    storage().close();
    List<String> tables = database.query(TABLES.formatted(database.schema()));
    storage().close();

    assertThat(database.query(TABLES.formatted(database.schema()))).isEqualTo(tables);
    assertThat(
            database.query(
                "SELECT max(version::int) FROM %s.flyway_schema_history"
                    .formatted(database.schema())))
        .as("SchemaSetup.VERSION is the newest script in db/migration")
        .containsExactly(String.valueOf(SchemaSetup.VERSION));
  }

  @Test
  void open_bringsTheFirstVersionUpToDateWithWhatItHolds() throws SQLException {
    Flyway.configure()
        .dataSource(DatabaseUrl.parse(database.url()).dataSource(0))
        .loggers("slf4j")
        .locations("classpath:db/migration")
        .schemas(database.schema())
        .createSchemas(true)
        .target("1")
        .load()
        .migrate();
    putAsTheFirstVersionDid(Samples.put(1, "old.jpg", MODEL));

    try (PostgresStorage storage = storage()) {
      PictureStore store = storage.openToWrite("default", MODEL);
      StoredPicture old = store.find(Samples.picture(1).id()).orElseThrow();
      assertThat(old.picture()).isEqualTo(Samples.picture(1));
      assertThat(old.takenAt().orElseThrow().source()).isEqualTo(TakenAt.Source.FILE);
      assertThat(store.lastRun()).isEmpty();

      MadeUp recent = MadeUp.pictures(3, 3, MODEL).getLast();
      store.apply(
          List.of(
              new Change.PutPicture(
                  recent.picture(),
                  recent.files().getFirst(),
                  recent.embedding(),
                  Samples.jpeg(2))));
      assertThat(store.find(recent.picture().id()).orElseThrow().picture())
          .isEqualTo(recent.picture());
      assertThat(
              store
                  .nearest(Samples.embedding(1, MODEL), new Filter.WidthBetween(640, 640), 5)
                  .hits())
          .extracting(hit -> hit.picture().id())
          .contains(old.picture().id());
    }
  }

  private void putAsTheFirstVersionDid(Change.PutPicture put) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE EXTENSION IF NOT EXISTS vector");
      statement.execute("SET search_path TO " + database.schema() + ", public");
      new Vectors(MODEL.dimension()).create(connection);
      String picture = Rows.uuid(put.picture().id()).toString();
      statement.execute(
          """
          INSERT INTO collection (name, model, location, fingerprint, dimension, preprocessing, precision)
          VALUES ('default', 'model', '/models/model', '%1$s', 64, 'upright', 'fp32');
          INSERT INTO picture (collection_id, id, hash, format, size_bytes, width, height)
          SELECT id, '%2$s', '\\x%3$s', '%4$s', %5$d, 640, 480 FROM collection;
          INSERT INTO file (collection_id, place_id, root, path, size_bytes, modified_millis, picture_id)
          SELECT id, '%6$s', '%7$s', '%8$s', 1, 1700000000123, '%2$s' FROM collection;
          INSERT INTO embedding_64 (collection_id, picture_id, embedding)
          SELECT id, '%2$s', '%9$s'::real[]::vector FROM collection
          """
              .formatted(
                  MODEL.fingerprint(),
                  picture,
                  put.picture().hash().hex(),
                  put.picture().format(),
                  put.picture().sizeBytes(),
                  Rows.placeId(put.file().place()),
                  put.file().place().root(),
                  put.file().place().path(),
                  Arrays.toString(put.embedding().toArray()).replace('[', '{').replace(']', '}')));
    }
  }

  @Test
  void open_takesASchemaThatHoldsForeignTables() {
    database.execute("CREATE SCHEMA " + database.schema());
    database.execute("CREATE TABLE " + database.schema() + ".mine AS SELECT 42 AS answer");

    try (PostgresStorage storage = storage()) {
      storage.openToWrite("default", MODEL).apply(List.of(Samples.put(1, "1.jpg", MODEL)));
    }

    assertThat(database.query("SELECT answer FROM " + database.schema() + ".mine"))
        .containsExactly("42");
  }

  @Test
  void otherTables_stayUntouched() {
    String other = elsewhere.schema();
    storage().close();
    database.execute("CREATE SCHEMA " + other);
    database.execute(
        """
        CREATE TABLE %1$s.pictures (filename text PRIMARY KEY, url text, embedding vector(512));
        INSERT INTO %1$s.pictures
          SELECT 'a.jpg', 'https://example.com/a.jpg', array_fill(0.5, ARRAY[512])::vector;
        CREATE TABLE %1$s.collection AS SELECT 'mine' AS name
        """
            .formatted(other));
    List<String> tables = database.query(TABLES.formatted(other));
    List<String> pictures = database.query("SELECT p::text FROM %s.pictures p".formatted(other));

    try (PostgresStorage storage = storage()) {
      PictureStore store = storage.openToWrite("default", MODEL);
      store.apply(List.of(Samples.put(1, "1.jpg", MODEL)));
      store.optimize();
      storage.drop("default");
    }

    assertThat(database.query(TABLES.formatted(other))).isEqualTo(tables);
    assertThat(database.query("SELECT p::text FROM %s.pictures p".formatted(other)))
        .isEqualTo(pictures);
    assertThat(database.query("SELECT name FROM %s.collection".formatted(other)))
        .containsExactly("mine");
  }

  @Test
  void open_refusesTheSchemaOfANewerProgram() {
    storage().close();
    database.execute(
        """
        INSERT INTO %s.flyway_schema_history
          (installed_rank, version, description, type, script, installed_by, execution_time, success)
        VALUES (100, '%d', 'future', 'SQL', 'V2__future.sql', 'someone', 1, true)
        """
            .formatted(database.schema(), SchemaSetup.VERSION + 1));

    assertThatThrownBy(this::storage)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(database.schema())
        .hasMessageContaining("newer Pictor")
        .hasMessageContaining("version " + (SchemaSetup.VERSION + 1));
  }

  @Test
  void open_byManyAtOnceMakesOneSchema() throws Exception {
    List<Callable<Void>> starts =
        Collections.nCopies(
            6,
            () -> {
              try (PostgresStorage storage = storage()) {
                storage.openToWrite("default", MODEL).counts();
                return null;
              }
            });

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> start : threads.invokeAll(starts)) {
        start.get();
      }
    }

    try (PostgresStorage storage = storage()) {
      assertThat(storage.collections()).hasSize(1);
      assertThat(storage.openToRead("default").orElseThrow().counts())
          .isEqualTo(new StoreCounts(0, 0, 0));
    }
  }

  @Test
  void open_saysWhatToRunWherePgvectorIsNotSwitchedOn() {
    Assumptions.assumeTrue(
        database.query("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").contains("t"),
        "needs a superuser in PICTOR_TEST_DATABASE_URL, to make a database and a user");
    String name = database.schema();
    List<String> undo = new ArrayList<>();
    try {
      database.execute("CREATE DATABASE " + name + " TEMPLATE template0");
      undo.add("DROP DATABASE " + name);
      database.execute("CREATE ROLE " + name + " LOGIN PASSWORD 's3cret'");
      undo.add("DROP ROLE " + name);
      DatabaseUrl url = DatabaseUrl.parse(database.url());
      String limited =
          "postgres://%s:s3cret@%s:%d/%s".formatted(name, url.host(), url.port(), name);

      assertThatThrownBy(() -> PostgresStorage.open(limited, "pictor"))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("CREATE EXTENSION vector")
          .hasMessageContaining(name)
          .hasMessageNotContaining("s3cret");
    } finally {
      undo.forEach(database::execute);
    }
  }

  @Test
  void open_refusesASchemaThatIsNoPlainName() {
    assertThatThrownBy(() -> PostgresStorage.open(database.url(), "a\"; DROP TABLE x; --"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("a-z");
  }
}

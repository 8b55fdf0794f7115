package dev.pictor.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.store.ModelIdentity;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Samples;
import dev.pictor.store.StoreCounts;
import dev.pictor.store.StoreException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

package dev.pictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.store.postgres.TestDatabase;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

class PostgresEvalIT extends EvalContract {
  private @Nullable TestDatabase database;

  @Override
  Map<String, String> store() {
    TestDatabase opened = TestDatabase.open();
    database = opened;
    return Map.of("DATABASE_URL", opened.url(), "PICTOR_DATABASE_SCHEMA", opened.schema());
  }

  @Override
  String storeName() {
    return "postgresql";
  }

  /// The schema is not there where a file was refused before the store was opened.
  @Override
  List<String> collections() {
    if (database == null) {
      return List.of();
    }
    String table = database.schema() + ".collection";
    List<String> there = database.query("SELECT to_regclass('%s') IS NOT NULL".formatted(table));
    return there.contains("t") ? database.query("SELECT name FROM " + table) : List.of();
  }

  @AfterEach
  void dropSchema() {
    if (database != null) {
      assertThat(collections()).isEmpty();
      database.close();
    }
  }
}

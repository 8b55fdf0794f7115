package dev.pictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.store.postgres.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;

class PostgresEvalIT extends EvalContract {
  @AutoClose private final TestDatabase database = TestDatabase.open();

  @Override
  Map<String, String> store() {
    return database.environment();
  }

  @Override
  String storeName() {
    return "postgresql";
  }

  /// The schema is not there where a file was refused before the store was opened.
  @Override
  List<String> collections() {
    String table = database.schema() + ".collection";
    List<String> there = database.query("SELECT to_regclass('%s') IS NOT NULL".formatted(table));
    return there.contains("t") ? database.query("SELECT name FROM " + table) : List.of();
  }

  @AfterEach
  void noCollectionIsLeft() {
    assertThat(collections()).isEmpty();
  }
}

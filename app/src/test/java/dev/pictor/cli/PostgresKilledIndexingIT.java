package dev.pictor.cli;

import dev.pictor.store.Storage;
import dev.pictor.store.postgres.PostgresStorage;
import dev.pictor.store.postgres.TestDatabase;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

class PostgresKilledIndexingIT extends KilledIndexingContract {
  private @Nullable TestDatabase database;

  @Override
  Map<String, String> store() {
    TestDatabase opened = TestDatabase.open();
    database = opened;
    return Map.of("DATABASE_URL", opened.url(), "PICTOR_DATABASE_SCHEMA", opened.schema());
  }

  @Override
  Storage open(Path home) {
    TestDatabase opened = Objects.requireNonNull(database);
    return PostgresStorage.open(opened.url(), opened.schema());
  }

  @AfterEach
  void dropSchema() {
    if (database != null) {
      database.close();
    }
  }
}

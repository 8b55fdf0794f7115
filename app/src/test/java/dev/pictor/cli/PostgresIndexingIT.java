package dev.pictor.cli;

import dev.pictor.store.postgres.TestDatabase;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

class PostgresIndexingIT extends IndexingContract {
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

  @Override
  String storeReason() {
    return "DATABASE_URL is set in the environment";
  }

  @AfterEach
  void dropSchema() {
    if (database != null) {
      database.close();
    }
  }
}

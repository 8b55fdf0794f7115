package dev.pictor.cli;

import dev.pictor.store.postgres.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;

class PostgresIndexingIT extends IndexingContract {
  @AutoClose private final TestDatabase database = TestDatabase.open();

  @Override
  Map<String, String> store() {
    return database.environment();
  }

  @Override
  String storeName() {
    return "postgresql";
  }

  @Override
  String storeReason() {
    return "DATABASE_URL is set in the environment";
  }
}

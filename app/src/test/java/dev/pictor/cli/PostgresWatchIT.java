package dev.pictor.cli;

import dev.pictor.store.postgres.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;

class PostgresWatchIT extends WatchContract {
  @AutoClose private final TestDatabase database = TestDatabase.open();

  @Override
  Map<String, String> store() {
    return database.environment();
  }
}

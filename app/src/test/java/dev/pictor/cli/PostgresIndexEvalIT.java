package dev.pictor.cli;

import dev.pictor.store.Storage;
import dev.pictor.store.postgres.PostgresStorage;
import dev.pictor.store.postgres.TestDatabase;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;

class PostgresIndexEvalIT extends IndexEvalContract {
  @AutoClose private final TestDatabase database = TestDatabase.open();

  @Override
  Map<String, String> store() {
    return database.environment();
  }

  @Override
  Storage open(Path home) {
    return PostgresStorage.open(database.url(), database.schema());
  }
}

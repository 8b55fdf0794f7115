package dev.pictor.search;

import dev.pictor.store.Storage;
import dev.pictor.store.postgres.PostgresStorage;
import dev.pictor.store.postgres.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;

final class PostgresPagesIT extends PagesContract {
  @AutoClose private final TestDatabase database = TestDatabase.open();

  @Override
  Storage open(Path folder) {
    return PostgresStorage.open(database.url(), database.schema());
  }
}

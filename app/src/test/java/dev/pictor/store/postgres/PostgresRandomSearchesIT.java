package dev.pictor.store.postgres;

import dev.pictor.store.RandomSearchesContract;
import dev.pictor.store.Storage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Random searches, answered by PostgreSQL.
final class PostgresRandomSearchesIT extends RandomSearchesContract {
  private @Nullable TestDatabase database;

  @Override
  protected Storage openStorage(int exactLimit) {
    TestDatabase opened = closing(TestDatabase.open());
    database = opened;
    return PostgresStorage.open(opened.url(), opened.schema(), exactLimit);
  }

  @Override
  protected Storage openSameExact() {
    TestDatabase opened = Objects.requireNonNull(database);
    return PostgresStorage.openExact(opened.url(), opened.schema());
  }

  @Override
  protected Storage openSameStorage() {
    TestDatabase opened = Objects.requireNonNull(database);
    return PostgresStorage.open(opened.url(), opened.schema());
  }
}

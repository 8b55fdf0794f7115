package dev.pictor.store.postgres;

import dev.pictor.store.PictureStoreContract;
import dev.pictor.store.Storage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The contract of every store, kept by PostgreSQL.
final class PostgresStoreIT extends PictureStoreContract {
  private @Nullable TestDatabase database;

  @Override
  protected Storage openStorage() {
    database = closing(TestDatabase.open());
    return openSameStorage();
  }

  @Override
  protected Storage openSameStorage() {
    TestDatabase opened = Objects.requireNonNull(database);
    return PostgresStorage.open(opened.url(), opened.schema());
  }
}

package dev.pictor.cli;

import dev.pictor.picture.PictureId;
import dev.pictor.store.Storage;
import dev.pictor.store.postgres.BrokenTables;
import dev.pictor.store.postgres.PostgresStorage;
import dev.pictor.store.postgres.TestDatabase;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;

class PostgresDoctorIT extends DoctorContract {
  @AutoClose private final TestDatabase database = TestDatabase.open();
  private final BrokenTables tables = new BrokenTables(database);

  @Override
  Map<String, String> store() {
    return database.environment();
  }

  @Override
  Storage open(Path home) {
    return PostgresStorage.open(database.url(), database.schema());
  }

  @Override
  void removeThumbnail(Path home, PictureId id) {
    tables.removeThumbnail(id);
  }

  @Override
  void setThumbnail(Path home, PictureId id, byte[] bytes) {
    tables.setThumbnail(id, bytes);
  }

  @Override
  void removeVector(Path home, PictureId id) {
    tables.removeVector(id);
  }

  @Override
  void scaleVector(Path home, PictureId id, float factor) {
    tables.scaleVector(id, factor);
  }

  @Override
  void removeRecord(Path home, PictureId id) {
    tables.removeRecord(id);
  }

  @Override
  void removePlaces(Path home, PictureId id) {
    tables.removePlaces(id);
  }
}

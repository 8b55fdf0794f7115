package dev.pictor.cli;

import dev.pictor.config.ConfigException;
import dev.pictor.config.Settings;
import dev.pictor.config.StoreChoice;
import dev.pictor.store.CollectionInfo;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Storage;
import dev.pictor.store.lucene.LuceneStorage;
import dev.pictor.store.postgres.PostgresStorage;
import java.util.Optional;

/// Opens the store that was chosen.
final class Stores {
  private Stores() {}

  /// Tells when it has to wait for another process.
  static Storage open(Settings settings, Shell shell) {
    return switch (settings.store()) {
      case StoreChoice.Lucene lucene ->
          LuceneStorage.open(
              lucene.directory(), waiting -> shell.say("%s", Printable.line(waiting)));
      case StoreChoice.PostgreSql _ -> open(settings);
    };
  }

  static Storage open(Settings settings) {
    return switch (settings.store()) {
      case StoreChoice.Lucene lucene -> LuceneStorage.open(lucene.directory());
      case StoreChoice.PostgreSql postgres ->
          PostgresStorage.open(postgres.databaseUrl().reveal(), postgres.schema());
    };
  }

  /// Empty if there is no such collection.
  static Optional<CollectionInfo> info(Storage storage, String collection) {
    try (PictureStore store = storage.openToRead(collection).orElse(null)) {
      return Optional.ofNullable(store).map(PictureStore::info);
    }
  }

  /// @throws ConfigException if there is no such collection
  static CollectionInfo requireInfo(Storage storage, Settings settings) {
    try (PictureStore store = openToRead(storage, settings)) {
      return store.info();
    }
  }

  /// @throws ConfigException if there is no such collection
  static PictureStore openToRead(Storage storage, Settings settings) {
    return storage
        .openToRead(settings.collection())
        .orElseThrow(
            () ->
                new ConfigException(
                    "There is no collection '%s' in %s (%s; %s). 'pictor index DIR' makes it."
                        .formatted(
                            settings.collection(),
                            storage.kind(),
                            storage.location(),
                            settings.store().reason())));
  }
}

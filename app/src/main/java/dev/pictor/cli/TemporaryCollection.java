package dev.pictor.cli;

import dev.pictor.config.StoreChoice;
import dev.pictor.store.ModelIdentity;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Storage;
import dev.pictor.store.StoreException;
import dev.pictor.store.lucene.LuceneStorage;
import dev.pictor.store.postgres.PostgresStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A collection for one command: of a random name, gone when it is closed, and every search in it
/// exact. With Lucene it lies in the system's folder for temporary files, with PostgreSQL beside
/// the user's collections.
final class TemporaryCollection implements AutoCloseable {
  static final String PREFIX = "eval-";

  private final Storage storage;
  private final String name;
  private final PictureStore store;
  private final @Nullable Path folder;

  private TemporaryCollection(
      Storage storage, String name, PictureStore store, @Nullable Path folder) {
    this.storage = storage;
    this.name = name;
    this.store = store;
    this.folder = folder;
  }

  static TemporaryCollection open(StoreChoice choice, ModelIdentity model) {
    return switch (choice) {
      case StoreChoice.Lucene _ -> {
        Path folder = makeFolder();
        yield open(LuceneStorage.openExact(folder), model, folder);
      }
      case StoreChoice.PostgreSql postgres ->
          open(
              PostgresStorage.openExact(postgres.databaseUrl().reveal(), postgres.schema()),
              model,
              null);
    };
  }

  private static TemporaryCollection open(
      Storage storage, ModelIdentity model, @Nullable Path folder) {
    String name = PREFIX + UUID.randomUUID();
    try {
      return new TemporaryCollection(storage, name, storage.openToWrite(name, model), folder);
    } catch (RuntimeException e) {
      try (storage) {
        delete(folder);
      }
      throw e;
    }
  }

  /// `lucene` or `postgresql`.
  String storeKind() {
    return storage.kind();
  }

  PictureStore store() {
    return store;
  }

  @Override
  public void close() {
    try (storage) {
      store.close();
      storage.drop(name);
    } finally {
      delete(folder);
    }
  }

  /// How the names of this process' folders begin.
  static String folderPrefix() {
    return "pictor-%s%d-".formatted(PREFIX, ProcessHandle.current().pid());
  }

  private static Path makeFolder() {
    try {
      return Files.createTempDirectory(folderPrefix());
    } catch (IOException e) {
      throw new StoreException(
          "Cannot make a temporary folder in %s (%s). JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIR names another place."
              .formatted(System.getProperty("java.io.tmpdir"), e.getMessage()),
          e);
    }
  }

  private static void delete(@Nullable Path folder) {
    if (folder == null) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new StoreException(
          "Cannot remove the temporary folder %s (%s). It can be deleted."
              .formatted(folder, e.getMessage()),
          e);
    }
  }
}

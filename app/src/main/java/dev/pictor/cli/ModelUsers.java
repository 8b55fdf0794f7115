package dev.pictor.cli;

import dev.pictor.config.Settings;
import dev.pictor.config.StoreChoice;
import dev.pictor.model.ModelFile;
import dev.pictor.model.ModelFinder;
import dev.pictor.store.CollectionInfo;
import dev.pictor.store.Storage;
import dev.pictor.store.StoreException;
import dev.pictor.store.UnreadableCollection;
import dev.pictor.store.lucene.LuceneStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which collections need a model: those whose own model is found to be this one, or that of the
/// vectors that `reindex` keeps beside theirs.
final class ModelUsers {
  private final Settings settings;
  private final ModelFinder finder;

  ModelUsers(Settings settings) {
    this.settings = settings;
    this.finder = new ModelFinder(settings);
  }

  /// In the store that is chosen, and in the embedded one, which is always there.
  ///
  /// @return `NAME (STORE)` or `NAME (STORE, why)`, sorted
  /// @throws StoreException if the store cannot be asked, or not all of its collections
  List<String> of(Path model) {
    List<String> names = new ArrayList<>();
    try (Storage embedded = LuceneStorage.open(settings.home().resolve("lucene"))) {
      add(embedded, model, names);
    }
    if (settings.store() instanceof StoreChoice.PostgreSql) {
      try (Storage storage = Stores.open(settings)) {
        add(storage, model, names);
      }
    }
    return names;
  }

  private void add(Storage storage, Path model, List<String> names) {
    for (UnreadableCollection damaged : storage.unreadable()) {
      throw new StoreException(damaged.reason());
    }
    for (CollectionInfo info : storage.collections()) {
      if (isUsedBy(info, model)) {
        names.add("%s (%s)".formatted(info.name(), storage.kind()));
      } else if (storage
          .info(Storage.successor(info.name()))
          .filter(beside -> isUsedBy(beside, model))
          .isPresent()) {
        names.add(
            "%s (%s, vectors that 'pictor reindex' keeps)".formatted(info.name(), storage.kind()));
      }
    }
  }

  private boolean isUsedBy(CollectionInfo info, Path model) {
    Optional<ModelFile> used = finder.recorded(info.model());
    return used.isPresent() && isSame(used.get().path(), model);
  }

  private static boolean isSame(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException e) {
      return one.equals(other);
    }
  }
}

package dev.pictor.cli;

import dev.pictor.clip.Preprocessing;
import dev.pictor.config.Settings;
import dev.pictor.model.LoadedModel;
import dev.pictor.model.ModelFinder;
import dev.pictor.store.CollectionInfo;
import java.util.Arrays;

/// Loads the model that a collection is to be used with.
final class Models {
  private Models() {}

  /// @throws dev.pictor.store.StoreException if another one is asked for
  static LoadedModel of(CollectionInfo collection, Settings settings) {
    return of(collection, settings, preprocessing(collection));
  }

  /// As above, with preprocessing that somebody asked for.
  static LoadedModel of(CollectionInfo collection, Settings settings, Preprocessing preprocessing) {
    LoadedModel model =
        new ModelFinder(settings)
            .find(collection.model())
            .load(preprocessing, settings.precision(), settings.cache());
    try {
      collection.model().requireSame(collection.name(), model.identity());
      return model;
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /// For what has no collection yet.
  static LoadedModel of(Settings settings, Preprocessing preprocessing) {
    return new ModelFinder(settings)
        .find(null)
        .load(preprocessing, settings.precision(), settings.cache());
  }

  static Preprocessing preprocessing(CollectionInfo collection) {
    return Arrays.stream(Preprocessing.values())
        .filter(mode -> mode.label().equals(collection.model().preprocessing()))
        .findAny()
        .orElse(Preprocessing.UPRIGHT);
  }
}

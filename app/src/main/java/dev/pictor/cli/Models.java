package dev.pictor.cli;

import dev.pictor.clip.Precision;
import dev.pictor.clip.Preprocessing;
import dev.pictor.config.Environment;
import dev.pictor.config.Flags;
import dev.pictor.config.Settings;
import dev.pictor.config.StoreKind;
import dev.pictor.model.LoadedModel;
import dev.pictor.model.ModelFile;
import dev.pictor.model.ModelFinder;
import dev.pictor.store.CollectionInfo;
import dev.pictor.store.ModelIdentity;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Loads the model that a collection is to be used with.
final class Models {
  private Models() {}

  /// @throws dev.pictor.store.StoreException if another one is asked for
  static LoadedModel of(CollectionInfo collection, Settings settings) {
    return of(collection, settings, preprocessing(collection.model()));
  }

  /// As above, with preprocessing that somebody asked for.
  static LoadedModel of(CollectionInfo collection, Settings settings, Preprocessing preprocessing) {
    LoadedModel model =
        load(new ModelFinder(settings).find(collection.model()), settings, preprocessing);
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
    return load(new ModelFinder(settings).find(null), settings, preprocessing);
  }

  static LoadedModel load(ModelFile file, Settings settings, Preprocessing preprocessing) {
    return file.load(
        preprocessing, settings.precision(), settings.cache(), settings.template(file.name()));
  }

  /// For what opens no store: says Lucene, which needs no settings, so that a wrong `DATABASE_URL`
  /// is in nobody's way.
  ///
  /// @param model as it was asked for; null where nobody did
  static Settings settings(Shell shell, @Nullable String model) {
    return settings(shell, model, null);
  }

  /// As above, for what computes.
  ///
  /// @param precision as it was asked for; null where nobody did
  static Settings settings(Shell shell, @Nullable String model, @Nullable Precision precision) {
    return Settings.of(
        new Flags(StoreKind.LUCENE, null, model, precision, Map.of()),
        new Environment(shell.environment(), shell.workingDirectory()));
  }

  /// For what looks into the store besides.
  ///
  /// @throws dev.pictor.config.ConfigException if it cannot be told which one
  static Settings settingsWithStore(Shell shell) {
    return Settings.of(
        Flags.none(), new Environment(shell.environment(), shell.workingDirectory()));
  }

  static Preprocessing preprocessing(ModelIdentity model) {
    return Arrays.stream(Preprocessing.values())
        .filter(mode -> mode.label().equals(model.preprocessing()))
        .findAny()
        .orElse(Preprocessing.UPRIGHT);
  }
}

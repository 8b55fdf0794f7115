package dev.pictor.cli;

import dev.pictor.config.Settings;
import dev.pictor.model.LoadedModel;
import dev.pictor.store.CollectionInfo;
import dev.pictor.store.Storage;
import java.util.function.Consumer;

/// The model of a collection that is watched; when the collection is given another one, that one.
final class FollowedModel implements AutoCloseable {
  private final Settings settings;
  private final Consumer<LoadedModel> told;
  private LoadedModel model;

  /// @param settings with the collection
  /// @param model that it has now; closed here
  /// @param told is given each that takes its place
  FollowedModel(Settings settings, LoadedModel model, Consumer<LoadedModel> told) {
    this.settings = settings;
    this.model = model;
    this.told = told;
  }

  /// As the collection is now.
  LoadedModel now(Storage storage) {
    CollectionInfo info = storage.info(settings.collection()).orElse(null);
    if (info != null && !info.model().fingerprint().equals(model.clip().fingerprint())) {
      // Whoever began with a certain model has given the collection this one since.
      LoadedModel next = Models.of(info, settings.withModel(null));
      model.close();
      model = next;
      told.accept(next);
    }
    return model;
  }

  @Override
  public void close() {
    model.close();
  }
}

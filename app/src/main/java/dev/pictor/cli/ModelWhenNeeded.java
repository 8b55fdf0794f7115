package dev.pictor.cli;

import dev.pictor.clip.Clip;
import dev.pictor.config.Settings;
import dev.pictor.model.LoadedModel;
import dev.pictor.store.CollectionInfo;
import org.jspecify.annotations.Nullable;

/// A collection's model, loaded when it is asked for first: many repairs need none. Not
/// thread-safe.
final class ModelWhenNeeded implements AutoCloseable {
  private final CollectionInfo collection;
  private final Settings settings;
  private @Nullable LoadedModel model;

  ModelWhenNeeded(CollectionInfo collection, Settings settings) {
    this.collection = collection;
    this.settings = settings;
  }

  Clip clip() {
    LoadedModel loaded = model == null ? Models.of(collection, settings) : model;
    model = loaded;
    return loaded.clip();
  }

  @Override
  public void close() {
    if (model != null) {
      model.close();
    }
  }
}

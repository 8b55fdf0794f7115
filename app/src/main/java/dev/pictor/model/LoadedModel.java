package dev.pictor.model;

import dev.pictor.clip.Clip;
import dev.pictor.store.ModelIdentity;

/// A model that is ready, and where it came from.
public record LoadedModel(ModelFile file, Clip clip) implements AutoCloseable {
  public ModelIdentity identity() {
    return new ModelIdentity(
        file.name(),
        file.path().toString(),
        clip.fingerprint(),
        clip.config().embeddingDimension(),
        clip.preprocessing().label(),
        clip.precision().label());
  }

  @Override
  public void close() {
    clip.close();
  }
}

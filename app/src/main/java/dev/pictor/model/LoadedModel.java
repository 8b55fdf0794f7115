package dev.pictor.model;

import dev.pictor.clip.Clip;
import dev.pictor.store.ModelIdentity;
import java.util.Optional;

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

  /// What whoever chose the precision should know, one line for people.
  public Optional<String> precisionNote() {
    return clip.isAccelerated()
        ? Optional.empty()
        : Optional.of(
            "This processor has no instructions for sums of 8-bit products (VNNI): int8 finds the same here"
                + " as elsewhere, but no sooner than fp32.");
  }

  @Override
  public void close() {
    clip.close();
  }
}

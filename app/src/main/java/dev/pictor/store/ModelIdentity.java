package dev.pictor.store;

import dev.pictor.clip.Embedding;

/// The model that a collection is bound to.
///
/// @param name what to call it in messages, `ViT-B-32` say
/// @param location where its files were when the collection was made: path or catalogue name
/// @param fingerprint see [dev.pictor.clip.Clip#fingerprint()]
/// @param dimension of its embeddings
/// @param preprocessing `upright` or `original`
/// @param precision `fp32` or `int8`, of the run that made the collection; not part of its
///     fingerprint
public record ModelIdentity(
    String name,
    String location,
    String fingerprint,
    int dimension,
    String preprocessing,
    String precision) {
  /// For stores: the door that every embedding passes.
  ///
  /// @throws IllegalArgumentException naming both sides, if another model made the embedding
  public void requireOwn(Embedding embedding) {
    if (!embedding.fingerprint().equals(fingerprint) || embedding.dimension() != dimension) {
      throw new IllegalArgumentException(
          "The embedding is of model %s (dimension %d), the collection holds those of %s (%s, %d)."
              .formatted(
                  embedding.fingerprint(), embedding.dimension(), fingerprint, name, dimension));
    }
  }

  /// For stores: checks the model that a collection bound to this one is opened with.
  ///
  /// @throws StoreException naming both sides and the way out, if it is another
  public void requireSame(String collection, ModelIdentity other) {
    if (!other.fingerprint.equals(fingerprint) || other.dimension != dimension) {
      throw new StoreException(
          ("Collection '%s' was made with model %s (%s, dimension %d, %s) and cannot take"
                  + " embeddings of %s (%s, dimension %d, %s). Use its model (%s), index into another"
                  + " collection (--collection NAME), or give this one the other model ('pictor"
                  + " reindex').")
              .formatted(
                  collection,
                  name,
                  abbreviated(fingerprint),
                  dimension,
                  preprocessing,
                  other.name,
                  abbreviated(other.fingerprint),
                  other.dimension,
                  other.preprocessing,
                  location));
    }
  }

  private static String abbreviated(String fingerprint) {
    return fingerprint.substring(0, Math.min(12, fingerprint.length()));
  }
}

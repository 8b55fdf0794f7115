package dev.pictor.store;

/// The model that a collection is bound to.
///
/// @param name what to call it in messages, `ViT-B-32` say
/// @param location where its files were when the collection was made: path or catalogue name
/// @param fingerprint see [dev.pictor.clip.Clip#fingerprint()]
/// @param dimension of its embeddings
/// @param preprocessing `upright` or `original`
/// @param precision `fp32`; recorded, not part of the fingerprint
public record ModelIdentity(
    String name,
    String location,
    String fingerprint,
    int dimension,
    String preprocessing,
    String precision) {}

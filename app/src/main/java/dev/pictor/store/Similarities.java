package dev.pictor.store;

import dev.pictor.picture.PictureId;

/// How similar a picture is to several embeddings, see [PictureStore#forEachSimilarity].
///
/// @param cosines in the order of the embeddings, each in [-1, 1]; owned by whoever is told
public record Similarities(PictureId id, float[] cosines) {}

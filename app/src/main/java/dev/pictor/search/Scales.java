package dev.pictor.search;

/// The [Scale]s of one model in one collection.
///
/// @param texts of texts and pictures
/// @param pictures of pictures and other pictures
/// @param reliable whether the collection is large enough to call anything usual
record Scales(Scale texts, Scale pictures, boolean reliable) {}

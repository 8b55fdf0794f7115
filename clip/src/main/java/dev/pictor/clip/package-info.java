/// CLIP in Java: pictures and text into one space of embeddings.
///
/// `Clip.open(file)` is the whole library for most callers. Weight files are read by
/// `weights`, become an ONNX graph in `graph`; `text` and `image` turn words and pictures into
/// what the graph takes. Out of scope: storing embeddings, searching them, downloading models.
@NullMarked
package dev.pictor.clip;

import org.jspecify.annotations.NullMarked;

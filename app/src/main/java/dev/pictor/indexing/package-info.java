/// Folders to pictures to embeddings to the store: a pipeline that can be interrupted anywhere.
///
/// File -> scan -> decode -> preprocess -> encode -> [dev.pictor.store.PictureStore#apply]. One
/// direction, bounded queues. Knows nothing of which store or which face is in use.
@NullMarked
package dev.pictor.indexing;

import org.jspecify.annotations.NullMarked;

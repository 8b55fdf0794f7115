/// Embeddings that another program made, taken over with the pictures that they are of.
///
/// [dev.pictor.adoption.Vectors] by file name -> [dev.pictor.indexing.Indexer], which reads the
/// files for all but the vector. That they are of the model that is named is checked on some of
/// the pictures. Knows nothing of which store or which face is in use.
@NullMarked
package dev.pictor.adoption;

import org.jspecify.annotations.NullMarked;

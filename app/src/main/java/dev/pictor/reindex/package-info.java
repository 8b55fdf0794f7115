/// Another model for a collection that is in use: its successor is filled with the same pictures
/// while the collection keeps answering, compared with it, and takes its place at one moment.
///
/// [dev.pictor.reindex.Successor] -> [dev.pictor.indexing.Indexer] -> [dev.pictor.reindex.Overlap]
/// -> [dev.pictor.store.Storage#exchangeWithSuccessor]. Vectors of different models never meet,
/// since they are in two collections. Knows nothing of which store or which face is in use.
@NullMarked
package dev.pictor.reindex;

import org.jspecify.annotations.NullMarked;

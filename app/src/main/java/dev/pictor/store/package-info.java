/// Where pictures and their embeddings are kept.
///
/// [dev.pictor.store.Storage] is one place (a folder, a database) with many collections;
/// [dev.pictor.store.PictureStore] is one collection, bound to one model. One contract, tested by
/// one abstract test against each implementation. Knows neither how embeddings are made nor faces.
@NullMarked
package dev.pictor.store;

import org.jspecify.annotations.NullMarked;

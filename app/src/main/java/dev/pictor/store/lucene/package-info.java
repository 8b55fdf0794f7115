/// The embedded store: Apache Lucene in a folder, nothing to install.
@NullMarked
package dev.pictor.store.lucene;

import org.jspecify.annotations.NullMarked;

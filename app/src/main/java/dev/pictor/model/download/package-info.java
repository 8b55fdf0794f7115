/// Brings files here from the network or a folder, whole and verified or not at all. Knows nothing
/// of models, collections or the terminal.
@NullMarked
package dev.pictor.model.download;

import org.jspecify.annotations.NullMarked;

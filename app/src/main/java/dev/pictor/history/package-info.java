/// What somebody searched for on this machine, and wants to find again: the last queries, kept by
/// themselves, and searches that were given a name. Two small files below `PICTOR_HOME` that only
/// their owner may read, and that several processes may write.
///
/// Queries are texts here: what they mean, and whether they can be answered, is not known.
@NullMarked
package dev.pictor.history;

import org.jspecify.annotations.NullMarked;

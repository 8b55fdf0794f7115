/// Writes drawn scenes with their captions for the trainer and for evaluations.
///
/// `Dataset` is the command; the format is described in `training/shards.py`.
@NullMarked
package dev.pictor.sketchbook.dataset;

import org.jspecify.annotations.NullMarked;

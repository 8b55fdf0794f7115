/// Text to token ids, as the original `clip.tokenize` does it.
///
/// Cleaning, lower-casing, byte-pair encoding, truncation. No model in here.
@NullMarked
package dev.pictor.clip.text;

import org.jspecify.annotations.NullMarked;

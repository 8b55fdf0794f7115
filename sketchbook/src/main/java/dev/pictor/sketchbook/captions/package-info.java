/// Sentences and keywords that are true of scenes, with what each asserts.
///
/// `Words` holds the vocabulary, `Phrase` puts one group into words, `CaptionGrammar` says all that
/// is worth saying of a scene, from "cat" to a full sentence. `Queries` are what one searches for.
@NullMarked
package dev.pictor.sketchbook.captions;

import org.jspecify.annotations.NullMarked;

/// JSON files of models, read strictly: what is doubtful is refused with the file's name and the
/// field's.
@NullMarked
package dev.pictor.clip.json;

import org.jspecify.annotations.NullMarked;

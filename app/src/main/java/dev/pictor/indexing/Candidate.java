package dev.pictor.indexing;

import dev.pictor.picture.FileStamp;
import dev.pictor.picture.Place;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A file that is new or has changed: to be read.
///
/// @param stamp as it was before reading, so that a change while reading is seen the next time
/// @param known what was known of the place, null if nothing
/// @param obstacle why it cannot be read, null if nothing is in the way
/// @param embedAnyway even if the collection holds this content
record Candidate(
    Place place,
    Path file,
    FileStamp stamp,
    @Nullable Known known,
    @Nullable String obstacle,
    boolean embedAnyway) {
  Candidate toEmbedAnyway() {
    return new Candidate(place, file, stamp, known, obstacle, true);
  }

  int attempts() {
    return known == null ? 0 : known.attempts();
  }
}

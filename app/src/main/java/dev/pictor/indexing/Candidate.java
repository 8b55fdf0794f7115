package dev.pictor.indexing;

import dev.pictor.picture.FileStamp;
import dev.pictor.picture.Place;
import dev.pictor.store.Effort;
import dev.pictor.store.WorkQueue.Claim;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A file to be read: new, changed, or to be refreshed.
///
/// @param stamp as it was before reading, so that a change while reading is seen the next time
/// @param known what was known of the place, null if nothing
/// @param obstacle why it cannot be read, null if nothing is in the way
/// @param effort how much is done if the collection holds its content already
/// @param claim of the work that is shared with other processes; null if it is not
record Candidate(
    Place place,
    Path file,
    FileStamp stamp,
    @Nullable Known known,
    @Nullable String obstacle,
    Effort effort,
    @Nullable Claim claim) {
  Candidate(
      Place place,
      Path file,
      FileStamp stamp,
      @Nullable Known known,
      @Nullable String obstacle,
      Effort effort) {
    this(place, file, stamp, known, obstacle, effort, null);
  }

  Candidate toEmbedAnyway() {
    return new Candidate(place, file, stamp, known, obstacle, Effort.EMBED);
  }

  boolean embedAnyway() {
    return effort == Effort.EMBED;
  }

  int attempts() {
    return known == null ? 0 : known.attempts();
  }
}

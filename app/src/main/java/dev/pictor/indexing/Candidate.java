package dev.pictor.indexing;

import dev.pictor.picture.FileStamp;
import dev.pictor.picture.Place;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A file to be read: new, changed, or to be refreshed.
///
/// @param stamp as it was before reading, so that a change while reading is seen the next time
/// @param known what was known of the place, null if nothing
/// @param obstacle why it cannot be read, null if nothing is in the way
/// @param effort how much is done if the collection holds its content already
record Candidate(
    Place place,
    Path file,
    FileStamp stamp,
    @Nullable Known known,
    @Nullable String obstacle,
    Effort effort) {
  Candidate toEmbedAnyway() {
    return new Candidate(place, file, stamp, known, obstacle, Effort.EMBED);
  }

  boolean embedAnyway() {
    return effort == Effort.EMBED;
  }

  int attempts() {
    return known == null ? 0 : known.attempts();
  }

  /// What is done for a content that the collection holds already.
  enum Effort {
    /// The file becomes one of its places.
    NOTE,
    /// Its metadata are read and its thumbnail is made again, its embedding stays.
    REFRESH,
    /// It is embedded again too.
    EMBED
  }
}

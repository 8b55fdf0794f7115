package dev.pictor.store;

import dev.pictor.picture.ContentHash;
import dev.pictor.picture.FileStamp;
import dev.pictor.picture.Place;
import java.time.Instant;

/// A file that a collection knows of: a picture's place, or a failure that is remembered.
public sealed interface KnownFile {
  Place place();

  FileStamp stamp();

  /// A place of the picture with this content.
  record PictureFile(Place place, FileStamp stamp, ContentHash hash) implements KnownFile {}

  /// A file that could not be read.
  ///
  /// @param reason one line for people
  /// @param at when it was last tried
  /// @param attempts how often it was tried, 1 or more
  record FailedFile(Place place, FileStamp stamp, String reason, Instant at, int attempts)
      implements KnownFile {}
}

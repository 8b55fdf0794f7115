package dev.pictor.indexing;

import dev.pictor.picture.ContentHash;
import dev.pictor.picture.FileStamp;
import dev.pictor.picture.Picture;
import org.jspecify.annotations.Nullable;

/// What came of reading a [Candidate].
sealed interface ReadResult {
  Candidate candidate();

  /// New content.
  ///
  /// @param pixels what [dev.pictor.clip.image.ImagePreprocessor] makes of it
  /// @param thumbnail a small JPEG
  /// @param warning what is missing in it; null if nothing is
  record Decoded(
      Candidate candidate,
      Picture picture,
      float[] pixels,
      byte[] thumbnail,
      @Nullable String warning)
      implements ReadResult {}

  /// Content that the collection holds already, here or elsewhere.
  record SameContent(Candidate candidate, ContentHash hash) implements ReadResult {}

  /// Content that the collection holds already, of which all but the embedding is to be replaced.
  ///
  /// @param thumbnail a small JPEG
  record Refreshed(Candidate candidate, Picture picture, byte[] thumbnail) implements ReadResult {}

  /// A file that was read well before and has not changed: what is known of it stays.
  record NotRefreshed(Candidate candidate, String reason) implements ReadResult {}

  /// @param stamp to remember it by; one that no file has where it is worth another try
  record Unreadable(Candidate candidate, FileStamp stamp, String reason) implements ReadResult {}

  /// It was there a moment ago.
  record Vanished(Candidate candidate) implements ReadResult {}
}

package dev.pictor.indexing;

import dev.pictor.picture.ContentHash;
import dev.pictor.picture.FileStamp;
import dev.pictor.store.KnownFile;

/// What the collection knows of a file, small enough to hold for a million of them.
///
/// @param hashPrefix the first 64 bits of the content's hash; 0 for a failure
/// @param attempts how often it failed; 0 for a picture
record Known(long sizeBytes, long modifiedMillis, long hashPrefix, int attempts) {
  static Known of(KnownFile file) {
    FileStamp stamp = file.stamp();
    return switch (file) {
      case KnownFile.PictureFile picture ->
          new Known(stamp.sizeBytes(), stamp.modifiedMillis(), prefix(picture.hash()), 0);
      case KnownFile.FailedFile failed ->
          new Known(stamp.sizeBytes(), stamp.modifiedMillis(), 0, failed.attempts());
    };
  }

  static long prefix(ContentHash hash) {
    return Long.parseUnsignedLong(hash.hex(), 0, 16, 16);
  }

  boolean isPicture() {
    return attempts == 0;
  }

  boolean has(FileStamp stamp) {
    return sizeBytes == stamp.sizeBytes() && modifiedMillis == stamp.modifiedMillis();
  }

  /// Whether it is a picture with this content.
  boolean has(ContentHash hash) {
    return isPicture() && hashPrefix == prefix(hash);
  }
}

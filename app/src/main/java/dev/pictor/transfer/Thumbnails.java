package dev.pictor.transfer;

import dev.pictor.store.DamagedPicture;

/// What is asked of a thumbnail on its way out and in: the same as `doctor` asks.
final class Thumbnails {
  private Thumbnails() {}

  /// @throws IllegalArgumentException if its ends are not those of a JPEG, or it is very large
  static void require(byte[] jpeg) {
    DamagedPicture.thumbnailFault(jpeg)
        .ifPresent(
            fault -> {
              throw new IllegalArgumentException("its thumbnail: " + fault);
            });
    if (jpeg.length > Limits.THUMBNAIL_BYTES) {
      throw new IllegalArgumentException(
          "its thumbnail has %,d bytes; up to %,d can be"
              .formatted(jpeg.length, Limits.THUMBNAIL_BYTES));
    }
  }
}

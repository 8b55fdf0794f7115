package dev.pictor.transfer;

import dev.pictor.store.DamagedPicture;
import java.util.Arrays;

/// What is asked of a thumbnail on its way out and in: the same as `doctor` asks.
final class Thumbnails {
  private Thumbnails() {}

  /// @throws IllegalArgumentException if its ends are not those of a JPEG, or it is very large
  static void require(byte[] jpeg) {
    int end = Math.max(0, jpeg.length - DamagedPicture.END_BYTES);
    DamagedPicture.thumbnailFault(
            Arrays.copyOf(jpeg, Math.min(jpeg.length, DamagedPicture.BEGIN_BYTES)),
            Arrays.copyOfRange(jpeg, end, jpeg.length))
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

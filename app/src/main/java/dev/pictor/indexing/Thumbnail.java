package dev.pictor.indexing;

import dev.pictor.clip.image.DecodedImage;
import dev.pictor.clip.image.SizeNeeded;

/// The small JPEG that the page shows in its grid.
final class Thumbnail {
  /// More than twice the width of a tile, for dense screens.
  private static final int LONGEST_SIDE = 480;

  /// Pixels that a picture must keep to be shown as large as this.
  static final SizeNeeded SIZE_NEEDED = new SizeNeeded(1, LONGEST_SIDE);

  private static final int QUALITY = 80;

  private Thumbnail() {}

  static byte[] of(DecodedImage image) {
    return image.toUprightJpeg(LONGEST_SIDE, QUALITY);
  }
}

package dev.pictor.clip.image;

/// How the stored pixels lie to the picture a person sees: the eight values of EXIF's orientation.
///
/// The pixel (x, y) of the upright picture is the stored pixel (u, v): take (y, x) instead of
/// (x, y) if transposed, then count from the right or from the bottom where mirrored.
enum Orientation {
  UPRIGHT(false, false, false),
  MIRRORED(false, true, false),
  ROTATED_180(false, true, true),
  FLIPPED(false, false, true),
  TRANSPOSED(true, false, false),
  NEEDS_CLOCKWISE(true, false, true),
  TRANSVERSED(true, true, true),
  NEEDS_COUNTERCLOCKWISE(true, true, false);

  private final boolean transposed;
  private final boolean mirroredX;
  private final boolean mirroredY;

  Orientation(boolean transposed, boolean mirroredX, boolean mirroredY) {
    this.transposed = transposed;
    this.mirroredX = mirroredX;
    this.mirroredY = mirroredY;
  }

  /// @param value 1 to 8; anything else is no statement, so the pixels are taken as they are
  static Orientation ofExif(int value) {
    return value >= 1 && value <= 8 ? values()[value - 1] : UPRIGHT;
  }

  /// Whether width and height change places.
  boolean transposed() {
    return transposed;
  }

  /// Whether the stored columns are counted from the right.
  boolean mirroredX() {
    return mirroredX;
  }

  /// Whether the stored rows are counted from the bottom.
  boolean mirroredY() {
    return mirroredY;
  }

  /// Index of the stored pixel where the upright row `y` begins.
  int rowStart(int y, int storedWidth, int storedHeight) {
    int u = transposed ? y : 0;
    int v = transposed ? 0 : y;
    int column = mirroredX ? storedWidth - 1 - u : u;
    int row = mirroredY ? storedHeight - 1 - v : v;
    return row * storedWidth + column;
  }

  /// From one pixel of an upright row to the next, as a difference of stored indices.
  int rowStep(int storedWidth) {
    if (transposed) {
      return mirroredY ? -storedWidth : storedWidth;
    }
    return mirroredX ? -1 : 1;
  }
}

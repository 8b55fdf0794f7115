package dev.pictor.clip.image;

/// How many pixels of a picture its reader needs: a JPEG with far more of them may be decoded at a
/// half, a quarter or an eighth of its size, which takes a fraction of the time.
///
/// @param shortSide pixels that the shorter side must keep
/// @param longSide pixels that the longer side must keep
public record SizeNeeded(int shortSide, int longSide) {
  /// Every pixel, as the reference decodes it.
  public static final SizeNeeded ALL = new SizeNeeded(Integer.MAX_VALUE, Integer.MAX_VALUE);

  public SizeNeeded {
    if (shortSide < 1 || longSide < 1) {
      throw new IllegalArgumentException(
          "sides must be at least 1, not %d and %d".formatted(shortSide, longSide));
    }
  }

  /// What is enough for both.
  public SizeNeeded and(SizeNeeded other) {
    return new SizeNeeded(Math.max(shortSide, other.shortSide), Math.max(longSide, other.longSide));
  }

  /// The largest of 1, 2, 4 and 8 by which a picture of this size may be divided.
  int divisor(int width, int height) {
    int divisor = 8;
    while (divisor > 1
        && (Math.min(width, height) / divisor < shortSide
            || Math.max(width, height) / divisor < longSide)) {
      divisor /= 2;
    }
    return divisor;
  }
}

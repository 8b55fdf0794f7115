package dev.pictor.clip.image;

/// The part of a row or column of pixels that the picture covers. A picture that was decoded at an
/// eighth of its size may end in the middle of a pixel, and begin there when it is mirrored.
///
/// @param pixels how many there are
/// @param from where the picture begins, in pixels
/// @param length how many pixels it covers
record Span(int pixels, double from, double length) {
  static Span whole(int pixels) {
    return new Span(pixels, 0, pixels);
  }

  /// @param fullSize pixels of the side before it was divided
  static Span divided(int pixels, int fullSize, int divisor, boolean mirrored) {
    double length = (double) fullSize / divisor;
    return new Span(pixels, mirrored ? pixels - length : 0, length);
  }
}

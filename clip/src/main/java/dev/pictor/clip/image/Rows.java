package dev.pictor.clip.image;

/// A picture that is read row by row, 8 bits a sample, so that no converted copy of it is made.
interface Rows {
  int width();

  int height();

  int channels();

  /// What of the width is picture.
  default Span across() {
    return Span.whole(width());
  }

  /// What of the height is picture.
  default Span down() {
    return Span.whole(height());
  }

  /// Writes row `y`, pixel by pixel, to the start of `target`.
  void read(int y, byte[] target);
}

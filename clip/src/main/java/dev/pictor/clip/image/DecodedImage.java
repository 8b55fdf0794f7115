package dev.pictor.clip.image;

import java.awt.image.BufferedImage;

/// A decoded picture: pixels in the file's own mode and what is needed to show them right.
public final class DecodedImage {
  private DecodedImage() {}

  /// The format's short name in lower case: `jpeg`, `png`, `gif`, `bmp`, `tiff`, `webp`.
  public String format() {
    throw new UnsupportedOperationException();
  }

  /// Pixels as a person sees it: after EXIF orientation.
  public int width() {
    throw new UnsupportedOperationException();
  }

  /// Pixels as a person sees it: after EXIF orientation.
  public int height() {
    throw new UnsupportedOperationException();
  }

  /// The picture as a person sees it (orientation applied, sRGB, transparency on white), scaled
  /// down so that its longer side has at most `longestSide` pixels; never scaled up.
  ///
  /// @return of `TYPE_INT_RGB`
  public BufferedImage toUprightRgb(int longestSide) {
    throw new UnsupportedOperationException();
  }
}

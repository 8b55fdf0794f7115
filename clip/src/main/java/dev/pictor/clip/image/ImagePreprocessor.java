package dev.pictor.clip.image;

import dev.pictor.clip.Preprocessing;

/// Turns a decoded picture into the input of the image tower: resize the short side (Pillow's
/// antialiased bicubic), centre crop, scale to [0, 1], normalise. Thread-safe.
public final class ImagePreprocessor {
  /// @param size pixels of a side
  public ImagePreprocessor(int size, Preprocessing mode) {
    throw new UnsupportedOperationException(size + " " + mode);
  }

  /// @return shape `[3, size, size]`, planes R, G, B
  public float[] preprocess(DecodedImage image) {
    throw new UnsupportedOperationException();
  }
}

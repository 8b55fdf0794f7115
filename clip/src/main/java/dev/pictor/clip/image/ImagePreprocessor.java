package dev.pictor.clip.image;

import dev.pictor.clip.Preprocessing;

/// Turns a decoded picture into the input of the image tower: resize the short side (Pillow's
/// antialiased bicubic), centre crop, scale to [0, 1], normalise. Thread-safe.
///
/// Follows `_transform` of openai/CLIP's clip.py; in [Preprocessing#ORIGINAL] to the bit for every
/// picture whose decoding leaves no choice. [Preprocessing#UPRIGHT] is the same arithmetic applied
/// to the RGB picture that a person sees.
public final class ImagePreprocessor {
  private static final float[] MEAN = {0.48145466f, 0.4578275f, 0.40821073f};
  private static final float[] STANDARD_DEVIATION = {0.26862954f, 0.26130258f, 0.27577711f};

  /// The normalised value of every 8-bit level, for R, G, B.
  private static final float[][] NORMALIZED = normalized();

  private final int size;
  private final Preprocessing mode;

  /// @param size pixels of a side
  public ImagePreprocessor(int size, Preprocessing mode) {
    if (size < 1) {
      throw new IllegalArgumentException("size must be at least 1, not " + size);
    }
    this.size = size;
    this.mode = mode;
  }

  /// @return shape `[3, size, size]`, planes R, G, B
  public float[] preprocess(DecodedImage image) {
    byte[] rgb =
        switch (mode) {
          case ORIGINAL -> {
            Pixels pixels = image.pixels();
            Window window = Window.centre(pixels.width(), pixels.height(), size);
            yield OriginalPicture.rgb(pixels, window);
          }
          case UPRIGHT ->
              UprightPicture.rgb(image, Window.centre(image.width(), image.height(), size));
        };
    int plane = size * size;
    float[] result = new float[3 * plane];
    for (int channel = 0; channel < 3; channel++) {
      float[] levels = NORMALIZED[channel];
      for (int i = 0; i < plane; i++) {
        result[channel * plane + i] = levels[rgb[3 * i + channel] & 0xFF];
      }
    }
    return result;
  }

  private static float[][] normalized() {
    float[][] table = new float[3][256];
    for (int channel = 0; channel < 3; channel++) {
      for (int level = 0; level < 256; level++) {
        table[channel][level] = (level / 255f - MEAN[channel]) / STANDARD_DEVIATION[channel];
      }
    }
    return table;
  }
}

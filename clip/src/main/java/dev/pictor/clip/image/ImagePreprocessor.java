package dev.pictor.clip.image;

import dev.pictor.clip.Preprocessing;

/// Turns a decoded picture into the input of the image tower: resize the short side (Pillow's
/// antialiased bicubic), centre crop, scale to [0, 1], normalise. Thread-safe.
///
/// Follows `_transform` of openai/CLIP's clip.py; in [Preprocessing#ORIGINAL] to the bit for every
/// picture whose decoding leaves no choice. [Preprocessing#UPRIGHT] is the same arithmetic applied
/// to the RGB picture that a person sees.
public final class ImagePreprocessor {
  /// What the common models need, 224 doubled. Thumbnails take no more, so a picture has the same
  /// vector whether or not one is made of it on the way.
  private static final int LEAST_DECODED = 448;

  private final InputSettings settings;
  private final Preprocessing mode;

  /// The normalised value of every 8-bit level, for R, G, B.
  private final float[][] normalized;

  /// With OpenAI's settings.
  ///
  /// @param size pixels of a side
  public ImagePreprocessor(int size, Preprocessing mode) {
    this(InputSettings.openAi(size), mode);
  }

  public ImagePreprocessor(InputSettings settings, Preprocessing mode) {
    this.settings = settings;
    this.mode = mode;
    this.normalized = normalized(settings);
  }

  /// How many pixels of a picture [#preprocess] needs: twice what it scales to and at least 448,
  /// or all of them where every one counts.
  public SizeNeeded sizeNeeded() {
    return switch (mode) {
      case ORIGINAL -> SizeNeeded.ALL;
      case UPRIGHT -> {
        int side = Math.max(LEAST_DECODED, 2 * settings.scaledSize());
        yield new SizeNeeded(side, side);
      }
    };
  }

  /// @throws IllegalArgumentException if the picture was decoded at a part of its size and this
  ///     mode needs all of it
  /// @return shape `[3, size, size]`, planes R, G, B
  public float[] preprocess(DecodedImage image) {
    byte[] rgb =
        switch (mode) {
          case ORIGINAL -> {
            if (image.decoded().divisor() > 1) {
              throw new IllegalArgumentException(
                  "mode original needs a picture that was decoded at its full size");
            }
            Pixels pixels = image.pixels();
            yield OriginalPicture.rgb(pixels, window(pixels.width(), pixels.height()));
          }
          case UPRIGHT -> UprightPicture.rgb(image, window(image.width(), image.height()));
        };
    int size = settings.size();
    int plane = size * size;
    float[] result = new float[3 * plane];
    for (int channel = 0; channel < 3; channel++) {
      float[] levels = normalized[channel];
      for (int i = 0; i < plane; i++) {
        result[channel * plane + i] = levels[rgb[3 * i + channel] & 0xFF];
      }
    }
    return result;
  }

  private Window window(int width, int height) {
    return Window.centre(width, height, settings.scaledSize(), settings.size());
  }

  private static float[][] normalized(InputSettings settings) {
    float[][] table = new float[3][256];
    for (int channel = 0; channel < 3; channel++) {
      float mean = settings.mean().get(channel);
      float std = settings.std().get(channel);
      for (int level = 0; level < 256; level++) {
        table[channel][level] = (level / 255f - mean) / std;
      }
    }
    return table;
  }
}

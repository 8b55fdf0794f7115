package dev.pictor.clip;

import java.util.Locale;

/// How a picture becomes the input of the image tower. Part of a model's fingerprint, since vectors
/// made in different ways do not belong together.
public enum Preprocessing {
  /// What a person sees: EXIF orientation applied, transparency on white, 16-bit scaled to 8, ICC
  /// profile to sRGB as far as the decoder gives it.
  UPRIGHT,

  /// The original's choices, to the bit for lossless files: orientation and profiles ignored, alpha
  /// dropped, palettes resized by nearest neighbour, 16-bit grey clipped.
  ORIGINAL;

  /// The name as users write it: `upright` or `original`.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

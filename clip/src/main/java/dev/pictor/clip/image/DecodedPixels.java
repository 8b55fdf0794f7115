package dev.pictor.clip.image;

import org.jspecify.annotations.Nullable;

/// Pixels and the ICC profile that belongs to them.
///
/// @param warning what is missing, for people; null if nothing is
record DecodedPixels(Pixels pixels, byte @Nullable [] profile, @Nullable String warning) {
  /// A picture that was decoded whole.
  DecodedPixels(Pixels pixels, byte @Nullable [] profile) {
    this(pixels, profile, null);
  }
}

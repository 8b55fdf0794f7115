package dev.pictor.clip.image;

import org.jspecify.annotations.Nullable;

/// Pixels and what belongs to them.
///
/// @param profile the embedded ICC profile
/// @param fullWidth pixels of the file's picture, of which `pixels` has one in `divisor`,
///     rounded up
/// @param warning what is missing, for people; null if nothing is
record DecodedPixels(
    Pixels pixels,
    byte @Nullable [] profile,
    int fullWidth,
    int fullHeight,
    int divisor,
    @Nullable String warning) {

  /// A picture that was decoded whole.
  DecodedPixels(Pixels pixels, byte @Nullable [] profile) {
    this(pixels, profile, pixels.width(), pixels.height(), 1, null);
  }
}

package dev.pictor.clip.image;

import org.jspecify.annotations.Nullable;

/// Pixels and the ICC profile that belongs to them.
record DecodedPixels(Pixels pixels, byte @Nullable [] profile) {}

package dev.pictor.clip.image.heif;

import org.jspecify.annotations.Nullable;

/// A decoded picture, upright.
///
/// @param alpha whether a pixel has a fourth sample, its opacity; colours are not multiplied
///     with it
/// @param values RGB or RGBA of 8 bits, pixel by pixel, rows from the top
/// @param profile the embedded ICC profile as it lies in the file
public record HeifImage(
    int width, int height, boolean alpha, byte[] values, byte @Nullable [] profile) {}

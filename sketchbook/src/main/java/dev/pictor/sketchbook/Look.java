package dev.pictor.sketchbook;

import org.jspecify.annotations.Nullable;

/// How one thing is to look, apart from its kind.
///
/// @param hue its main colour; of a person the colour of the clothes
/// @param pose what a person does, null for everything else
/// @param light 0 at night to 1 by day
/// @param seed decides everything that is left open: no two seeds look alike
public record Look(Hue hue, @Nullable Pose pose, boolean facingLeft, double light, long seed) {}

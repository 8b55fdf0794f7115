package dev.pictor.sketchbook;

import org.jspecify.annotations.Nullable;

/// Things of one kind that look alike.
///
/// @param count 1 to 4
/// @param pose of persons; null for everything else
public record Group(Kind kind, Hue hue, int count, @Nullable Pose pose, Size size) {
  public Group {
    if (count < 1 || count > 4) {
      throw new IllegalArgumentException("A group has 1 to 4 things, not " + count);
    }
    if ((pose != null) != (kind.isPerson())) {
      throw new IllegalArgumentException("Persons have a pose and nothing else has: " + kind);
    }
  }
}

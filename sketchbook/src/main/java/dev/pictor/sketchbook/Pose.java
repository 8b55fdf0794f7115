package dev.pictor.sketchbook;

/// What a person does; other things have no pose.
public enum Pose {
  STANDING,
  SITTING,
  RUNNING,
  JUMPING
}

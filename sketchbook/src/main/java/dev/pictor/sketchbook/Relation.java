package dev.pictor.sketchbook;

/// Where the first group is, seen from the second.
public enum Relation {
  LEFT_OF,
  RIGHT_OF,
  ABOVE,
  UNDER,
  ON,
  NEXT_TO
}

package dev.pictor.sketchbook;

/// How large the things of a group are drawn; only the outer two are put into words.
public enum Size {
  SMALL,
  USUAL,
  BIG
}

package dev.pictor.sketchbook;

/// A colour by its name; the shades that bear it are the drawing's to choose.
public enum Hue {
  RED,
  ORANGE,
  YELLOW,
  GREEN,
  BLUE,
  PURPLE,
  PINK,
  BROWN,
  WHITE,
  BLACK
}

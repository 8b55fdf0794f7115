package dev.pictor.sketchbook;

/// A thing at its place, in shares of the middle square of the picture, y down.
///
/// @param group which group of the scene it belongs to
/// @param x its left edge
/// @param y its upper edge
/// @param shadow whether it stands on something that it casts a shadow on
public record Placed(
    int group,
    Kind kind,
    Look look,
    double x,
    double y,
    double width,
    double height,
    boolean shadow) {
  double right() {
    return x + width;
  }

  double foot() {
    return y + height;
  }
}

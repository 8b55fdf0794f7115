package dev.pictor.sketchbook.things;

import static dev.pictor.sketchbook.things.Shapes.at;
import static dev.pictor.sketchbook.things.Shapes.circle;
import static dev.pictor.sketchbook.things.Shapes.lines;

import java.awt.Color;

/// Wheels and lamps, as all vehicles have them.
final class Wheels {
  private Wheels() {}

  /// A tyre with a bright rim.
  static void road(Brush brush, double x, double y, double radius, int spokes) {
    brush.round(circle(x, y, radius), Shades.RUBBER);
    brush.round(circle(x, y, radius * 0.58), Shades.STEEL);
    for (int i = 0; i < spokes; i++) {
      double angle = 2 * Math.PI * i / spokes;
      brush.line(
          lines(
              at(x, y),
              at(x + Math.cos(angle) * radius * 0.45, y + Math.sin(angle) * radius * 0.45)),
          Shades.darker(Shades.STEEL, 0.6),
          radius * 0.09);
    }
    brush.round(circle(x, y, radius * 0.18), Shades.lighter(Shades.STEEL, 0.4));
  }

  /// An iron wheel with spokes, in the vehicle's own colour.
  static void iron(Brush brush, double x, double y, double radius, Color colour) {
    brush.round(circle(x, y, radius), Shades.darker(colour, 0.75));
    brush.round(circle(x, y, radius * 0.78), colour);
    for (int i = 0; i < 4; i++) {
      double angle = Math.PI * i / 4 + 0.2;
      double deltaX = Math.cos(angle) * radius * 0.72;
      double deltaY = Math.sin(angle) * radius * 0.72;
      brush.line(
          lines(at(x - deltaX, y - deltaY), at(x + deltaX, y + deltaY)),
          Shades.darker(colour, 0.7),
          radius * 0.1);
    }
    brush.round(circle(x, y, radius * 0.24), Shades.STEEL);
  }

  /// A head lamp; by night it shines forward.
  static void lamp(Brush brush, double x, double y, double radius) {
    if (brush.night()) {
      brush.glow(x + radius, y, radius * 5, Shades.AMBER, 0.75);
      brush.shining(circle(x, y, radius), new Color(0xff, 0xf3, 0xc0));
    } else {
      brush.round(circle(x, y, radius), new Color(0xff, 0xf0, 0xc2));
    }
  }
}

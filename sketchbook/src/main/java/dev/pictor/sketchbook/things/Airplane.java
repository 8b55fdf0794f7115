package dev.pictor.sketchbook.things;

import static dev.pictor.sketchbook.things.Shades.CREAM;
import static dev.pictor.sketchbook.things.Shades.GLASS;
import static dev.pictor.sketchbook.things.Shades.INK;
import static dev.pictor.sketchbook.things.Shades.STEEL;
import static dev.pictor.sketchbook.things.Shades.darker;
import static dev.pictor.sketchbook.things.Shapes.at;
import static dev.pictor.sketchbook.things.Shapes.blob;
import static dev.pictor.sketchbook.things.Shapes.box;
import static dev.pictor.sketchbook.things.Shapes.ellipse;
import static dev.pictor.sketchbook.things.Shapes.rounded;
import static dev.pictor.sketchbook.things.Shapes.soft;
import static dev.pictor.sketchbook.things.Shapes.within;

import java.awt.Color;
import java.awt.Shape;

/// An airplane in flight, seen from the side: a jet or a small one with a propeller.
final class Airplane {
  private Airplane() {}

  static void paint(Brush brush) {
    Dice dice = brush.dice();
    boolean jet = dice.chance(0.65);
    Color hue = brush.hue();
    Color wing = darker(hue, 0.22);
    double length = jet ? dice.between(190, 215) : dice.between(130, 150);
    double thick = jet ? dice.between(15, 18) : dice.between(18, 21);
    brush.turn(dice.between(-16, 4), length / 2, 50);

    double root = length * dice.between(0.42, 0.48);
    brush.solid(
        soft(5, at(root + 30, 46), at(root - 22, 4), at(root - 38, 6), at(root - 6, 50)),
        darker(hue, 0.4));
    brush.solid(soft(4, at(2, 10), at(20, 10), at(46, 46), at(12, 48)), wing);
    Shape body =
        blob(
            at(0, 44),
            at(length * 0.3, 50 - thick),
            at(length * 0.75, 50 - thick),
            at(length * 0.93, 44),
            at(length, 52),
            at(length * 0.92, 50 + thick * 0.8),
            at(length * 0.6, 50 + thick),
            at(length * 0.3, 50 + thick * 0.75));
    brush.round(body, hue);
    if (dice.chance(0.6)) {
      brush.flat(within(body, box(-5, 53, length + 20, 4)), CREAM);
    }
    Color pane = brush.night() ? Shades.AMBER : GLASS;
    if (jet) {
      int count = dice.whole(6, 8);
      for (int i = 0; i < count; i++) {
        brush.solid(
            rounded(length * (0.26 + 0.5 * i / count), 42, 6.5, 8, 3), darker(pane, 0.1), 0.6);
      }
      brush.solid(
          within(
              body,
              soft(
                  2,
                  at(length * 0.84, 36),
                  at(length * 0.9, 36),
                  at(length * 0.97, 47),
                  at(length * 0.84, 47))),
          darker(GLASS, 0.2));
      brush.solid(rounded(root - 6, 72, 30, 13, 6), STEEL);
      brush.round(ellipse(root + 22, 78.5, 4, 6.5), INK);
    } else {
      brush.solid(
          soft(
              6,
              at(length * 0.5, 36),
              at(length * 0.58, 22),
              at(length * 0.7, 23),
              at(length * 0.78, 38)),
          pane);
      brush.round(ellipse(length + 3, 52, 5, 5), INK);
      brush.solid(ellipse(length + 4, 52 - 19, 3, 17), Shades.WOOD);
      brush.solid(ellipse(length + 4, 52 + 19, 3, 17), Shades.WOOD);
      brush.solid(rounded(length * 0.62, 64, 4, 16, 1), STEEL);
      brush.round(ellipse(length * 0.64, 84, 8, 8), INK);
    }
    brush.solid(
        soft(5, at(root + 28, 56), at(root - 34, 100), at(root - 52, 100), at(root - 14, 56)),
        wing);
    brush.solid(soft(3, at(34, 47), at(-4, 66), at(-14, 65), at(8, 46)), wing);
  }
}

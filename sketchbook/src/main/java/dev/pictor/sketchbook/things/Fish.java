package dev.pictor.sketchbook.things;

import static dev.pictor.sketchbook.things.Shades.against;
import static dev.pictor.sketchbook.things.Shades.darker;
import static dev.pictor.sketchbook.things.Shades.lighter;
import static dev.pictor.sketchbook.things.Shapes.at;
import static dev.pictor.sketchbook.things.Shapes.blob;
import static dev.pictor.sketchbook.things.Shapes.curve;
import static dev.pictor.sketchbook.things.Shapes.ellipse;
import static dev.pictor.sketchbook.things.Shapes.lines;
import static dev.pictor.sketchbook.things.Shapes.within;

import java.awt.Color;
import java.awt.Shape;

/// A fish that swims to the right: fins, a forked tail, scales or stripes.
final class Fish {
  private Fish() {}

  static void paint(Brush brush) {
    Dice dice = brush.dice();
    Color hue = brush.hue();
    double half = dice.between(25, 36);
    double length = dice.between(104, 124);
    double fin = dice.between(14, 22);
    double fork = dice.between(20, 28);
    Color soft = darker(hue, 0.22);
    brush.turn(dice.between(-10, 10), length / 2, 50);

    Shape tail =
        blob(
            at(16, 50),
            at(2, 50 - fork * 0.7),
            at(-20, 50 - fork - 6),
            at(-12, 50),
            at(-20, 50 + fork + 6),
            at(2, 50 + fork * 0.7));
    brush.solid(tail, soft);
    for (int i = -2; i <= 2; i++) {
      brush.line(lines(at(4, 50 + i * 3), at(-12, 50 + i * 11)), darker(soft, 0.35), 0.9);
    }
    Shape back =
        blob(
            at(length * 0.26, 52 - half * 0.7),
            at(length * 0.34, 50 - half - fin),
            at(length * 0.56, 50 - half - fin * 0.8),
            at(length * 0.74, 54 - half),
            at(length * 0.5, 58 - half));
    brush.solid(back, soft);
    brush.solid(
        blob(
            at(length * 0.36, 46 + half * 0.8),
            at(length * 0.3, 50 + half + fin * 0.8),
            at(length * 0.52, 48 + half)),
        soft);
    Shape body =
        blob(
            at(8, 50),
            at(length * 0.28, 50 - half * 0.72),
            at(length * 0.56, 50 - half),
            at(length * 0.84, 50 - half * 0.62),
            at(length, 50),
            at(length * 0.84, 50 + half * 0.62),
            at(length * 0.56, 50 + half),
            at(length * 0.28, 50 + half * 0.72));
    brush.round(body, hue);
    brush.flat(
        within(
            body,
            blob(
                at(14, 56),
                at(length * 0.5, 58 + half * 0.4),
                at(length + 4, 54),
                at(length * 0.7, 110),
                at(20, 90))),
        Shades.clear(lighter(hue, 0.6), 0.55));
    if (dice.chance(0.45)) {
      for (double share : new double[] {0.3, 0.5}) {
        brush.flat(
            within(
                body,
                blob(
                    at(length * share, 0),
                    at(length * share + 9, 0),
                    at(length * share + 11, 50),
                    at(length * share + 7, 100),
                    at(length * share - 1, 100),
                    at(length * share + 2, 50))),
            against(hue, 0.55));
      }
    } else {
      Color scale = against(hue, 0.4);
      for (int row = -1; row <= 1; row++) {
        for (int i = 0; i < 4; i++) {
          double x = length * 0.26 + i * 11 + (row == 0 ? 5 : 0);
          double y = 48 + row * half * 0.4;
          brush.line(curve(at(x, y - 5), at(x - 4, y), at(x, y + 5)), scale, 1.2);
        }
      }
    }
    brush.line(
        curve(
            at(length * 0.72, 50 - half * 0.66),
            at(length * 0.67, 50),
            at(length * 0.72, 50 + half * 0.62)),
        darker(hue, 0.55),
        1.6);
    brush.solid(
        blob(
            at(length * 0.6, 54),
            at(length * 0.44, 56),
            at(length * 0.38, 66),
            at(length * 0.5, 66)),
        soft);
    Coat.eye(brush, length * 0.83, 50 - half * 0.18, 4.6);
    brush.line(
        curve(at(length - 2, 54), at(length * 0.93, 57), at(length * 0.89, 55)),
        darker(hue, 0.7),
        1.4);
    brush.gloss(ellipse(length * 0.52, 50 - half * 0.66, length * 0.16, 2.6), 0.4);
  }
}

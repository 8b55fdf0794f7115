package dev.pictor.sketchbook.things;

import static dev.pictor.sketchbook.things.Shades.AMBER;
import static dev.pictor.sketchbook.things.Shades.CREAM;
import static dev.pictor.sketchbook.things.Shades.GLASS;
import static dev.pictor.sketchbook.things.Shades.INK;
import static dev.pictor.sketchbook.things.Shades.STEEL;
import static dev.pictor.sketchbook.things.Shades.darker;
import static dev.pictor.sketchbook.things.Shades.lighter;
import static dev.pictor.sketchbook.things.Shapes.at;
import static dev.pictor.sketchbook.things.Shapes.box;
import static dev.pictor.sketchbook.things.Shapes.circle;
import static dev.pictor.sketchbook.things.Shapes.lines;
import static dev.pictor.sketchbook.things.Shapes.rounded;
import static dev.pictor.sketchbook.things.Shapes.soft;

import java.awt.Color;

/// A steam engine on rails, often with a carriage behind it.
final class Train {
  private Train() {}

  static void paint(Brush brush) {
    Dice dice = brush.dice();
    boolean carriage = dice.chance(0.45);
    double boiler = dice.between(62, 74);
    double large = dice.between(14, 17);
    int wheels = dice.whole(2, 3);
    Color hue = brush.hue();
    Color dark = Shades.mix(INK, hue, 0.25);
    double nose = 46 + boiler;

    brush.solid(box(carriage ? -72 : -8, 96, nose + (carriage ? 96 : 32), 3), STEEL, 0.5);
    smoke(brush, nose - 14);
    if (carriage) {
      carriage(brush);
    }
    brush.solid(soft(2, at(40, 34), at(nose, 34), at(nose, 74), at(40, 74)), hue, 0);
    brush.solid(soft(9, at(40, 30), at(nose, 30), at(nose, 74), at(40, 74)), hue);
    brush.gloss(rounded(44, 34, boiler - 8, 5, 2.5), 0.45);
    for (double share : new double[] {0.3, 0.62}) {
      brush.flat(box(40 + boiler * share, 30, 3, 44), dice.chance(0.5) ? CREAM : dark);
    }
    brush.solid(rounded(nose - 4, 27, 10, 48, 4), dark);
    brush.solid(
        soft(
            2,
            at(nose - 20, 8),
            at(nose - 1, 8),
            at(nose - 6, 18),
            at(nose - 5, 32),
            at(nose - 17, 32),
            at(nose - 16, 18)),
        dark);
    brush.solid(rounded(40 + boiler * 0.38, 20, 15, 14, 7), lighter(hue, 0.1));
    brush.solid(soft(3, at(0, 10), at(40, 10), at(40, 78), at(0, 78)), hue);
    brush.solid(soft(4, at(-6, 4), at(46, 4), at(44, 12), at(-4, 12)), dark);
    brush.solid(rounded(8, 20, 25, 24, 4), brush.night() ? AMBER : GLASS);
    brush.line(rounded(6, 50, 29, 22, 3), CREAM, 1.4);
    brush.solid(soft(2, at(-4, 74), at(nose + 4, 74), at(nose + 4, 82), at(-4, 82)), dark);
    brush.solid(
        soft(2, at(nose + 2, 76), at(nose + 10, 76), at(nose + 22, 96), at(nose, 96)),
        darker(hue, 0.3));
    for (int i = 0; i < 3; i++) {
      brush.line(lines(at(nose + 5, 78), at(nose + 3 + 6 * i, 94)), dark, 1.2);
    }
    double step = 2 * large + 1.5;
    double first = large + 1;
    for (int i = 0; i < wheels; i++) {
      Wheels.iron(brush, first + i * step, 97 - large, large, lighter(hue, 0.05));
    }
    double small = 9.5;
    for (double x = first + wheels * step - 4; x < nose - 2; x += 22) {
      Wheels.iron(brush, x, 97 - small, small, lighter(hue, 0.05));
    }
    double rod = 97 - large + dice.between(-5, 5);
    brush.line(lines(at(first, rod), at(first + (wheels - 1) * step + 16, rod)), STEEL, 3.4);
    Wheels.lamp(brush, nose + 7, 40, 5);
  }

  private static void smoke(Brush brush, double x) {
    Dice dice = brush.dice();
    double y = -1;
    double size = 6;
    double at = x + 2;
    int puffs = dice.whole(3, 4);
    for (int i = 0; i < puffs; i++) {
      brush.round(circle(at, y, size), Shades.clear(Shades.SNOW, 0.85 - 0.12 * i));
      at -= dice.between(10, 15);
      y -= dice.between(1, 5);
      size += dice.between(0.5, 2);
    }
  }

  private static void carriage(Brush brush) {
    Color hue = brush.hue();
    brush.solid(box(-14, 76, 16, 4), INK);
    brush.solid(soft(3, at(-68, 24), at(-10, 24), at(-10, 82), at(-68, 82)), hue);
    brush.solid(
        soft(4, at(-72, 18), at(-6, 18), at(-8, 27), at(-70, 27)), Shades.mix(INK, hue, 0.25));
    brush.flat(box(-68, 62, 58, 4), CREAM);
    for (int i = 0; i < 3; i++) {
      brush.solid(rounded(-64 + i * 18, 34, 14, 22, 3), brush.night() ? AMBER : GLASS);
    }
    Wheels.iron(brush, -54, 87, 10, lighter(hue, 0.05));
    Wheels.iron(brush, -24, 87, 10, lighter(hue, 0.05));
  }
}

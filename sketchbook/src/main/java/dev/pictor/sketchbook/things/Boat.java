package dev.pictor.sketchbook.things;

import static dev.pictor.sketchbook.things.Shades.CREAM;
import static dev.pictor.sketchbook.things.Shades.GLASS;
import static dev.pictor.sketchbook.things.Shades.SNOW;
import static dev.pictor.sketchbook.things.Shades.WOOD;
import static dev.pictor.sketchbook.things.Shades.darker;
import static dev.pictor.sketchbook.things.Shapes.at;
import static dev.pictor.sketchbook.things.Shapes.box;
import static dev.pictor.sketchbook.things.Shapes.circle;
import static dev.pictor.sketchbook.things.Shapes.curve;
import static dev.pictor.sketchbook.things.Shapes.lines;
import static dev.pictor.sketchbook.things.Shapes.polygon;
import static dev.pictor.sketchbook.things.Shapes.rounded;
import static dev.pictor.sketchbook.things.Shapes.soft;
import static dev.pictor.sketchbook.things.Shapes.within;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Path2D;

/// A boat: under sail, or a small steamer with a funnel.
final class Boat {
  private Boat() {}

  static void paint(Brush brush) {
    Dice dice = brush.dice();
    double length = dice.between(100, 118);
    brush.turn(dice.between(-4, 4), length / 2, 100);
    if (dice.chance(0.65)) {
      sails(brush, length);
    } else {
      steamer(brush, length);
    }
  }

  private static void sails(Brush brush, double length) {
    Dice dice = brush.dice();
    double mast = length * dice.between(0.44, 0.52);
    double deck = dice.between(70, 74);
    boolean colouredJib = dice.chance(0.5);
    Color hue = brush.hue();
    Color cloth = dice.pick(SNOW, CREAM);
    brush.solid(rounded(mast - 1.6, -4, 3.2, deck + 6, 1), WOOD);
    Shape main =
        bellied(mast - 3, dice.between(0, 6), mast - 3, deck - 6, 6, deck - dice.between(6, 9));
    brush.solid(main, colouredJib ? cloth : hue);
    if (colouredJib) {
      brush.flat(within(main, box(0, deck - 28, length, dice.between(7, 10))), hue);
    } else {
      brush.shadow(within(main, box(0, deck - 22, length, 1.3)), 0.25);
      brush.shadow(within(main, box(0, deck - 42, length, 1.3)), 0.25);
    }
    Shape jib = bellied(mast + 4, dice.between(10, 16), mast + 4, deck - 7, length - 6, deck - 7);
    brush.solid(jib, colouredJib ? hue : cloth);
    brush.solid(
        polygon(at(mast, -4), at(mast - dice.between(13, 18), 0), at(mast, 4)),
        darker(hue, 0.15),
        0.5);
    hull(brush, length, deck);
  }

  private static Shape bellied(
      double topX, double topY, double innerX, double innerY, double outerX, double outerY) {
    Path2D sail = new Path2D.Double();
    sail.moveTo(topX, topY);
    sail.lineTo(innerX, innerY);
    sail.quadTo((innerX + outerX) / 2, outerY + 3, outerX, outerY);
    sail.quadTo((topX + outerX) / 2 + (outerX - topX) * 0.22, (topY + outerY) / 2 - 6, topX, topY);
    sail.closePath();
    return sail;
  }

  private static void hull(Brush brush, double length, double deck) {
    Color hue = brush.hue();
    Shape hull =
        soft(
            5,
            at(0, deck),
            at(length + 8, deck - 4),
            at(length - 8, 94),
            at(length * 0.7, 100),
            at(length * 0.2, 100),
            at(8, 94));
    brush.solid(hull, hue);
    brush.shadow(within(hull, box(-5, 90, length + 20, 12)), 0.28);
    brush.line(curve(at(0, deck), at(length / 2, deck + 1), at(length + 6, deck - 4)), CREAM, 3);
    brush.line(
        curve(at(4, deck + 9), at(length / 2, deck + 11), at(length + 1, deck + 7)),
        darker(hue, 0.5),
        1.1);
  }

  private static void steamer(Brush brush, double length) {
    Dice dice = brush.dice();
    Color hue = brush.hue();
    double deck = dice.between(56, 60);
    double cabin = length * dice.between(0.22, 0.3);
    double wide = length * dice.between(0.42, 0.5);
    double funnel = cabin + wide * dice.between(0.25, 0.4);
    brush.flat(circle(funnel - 6, -2, 6), Shades.clear(SNOW, 0.75));
    brush.flat(circle(funnel - 14, -9, 8), Shades.clear(SNOW, 0.6));
    brush.solid(
        soft(1, at(funnel - 1, 6), at(funnel + 16, 6), at(funnel + 17, 32), at(funnel, 32)), hue);
    brush.flat(box(funnel - 1, 6, 17, 6), Shades.INK);
    brush.solid(
        soft(
            3,
            at(cabin, 28),
            at(cabin + wide, 28),
            at(cabin + wide + 5, deck + 4),
            at(cabin, deck + 4)),
        CREAM);
    brush.solid(rounded(cabin - 4, 25, wide + 9, 5, 2), darker(hue, 0.15));
    Color pane = brush.night() ? Shades.AMBER : GLASS;
    for (int i = 0; i < 3; i++) {
      brush.solid(rounded(cabin + 5 + i * wide / 3.1, 36, wide / 4.5, 11, 2), pane);
    }
    brush.line(lines(at(length - 6, deck - 4), at(length - 6, 30)), WOOD, 2);
    hull(brush, length, deck);
    for (int i = 0; i < 4; i++) {
      brush.solid(circle(length * (0.24 + 0.17 * i), deck + 19, 4.4), CREAM);
      brush.flat(circle(length * (0.24 + 0.17 * i), deck + 19, 2.8), darker(GLASS, 0.4));
    }
  }
}

package dev.pictor.sketchbook.things;

import static dev.pictor.sketchbook.things.Shades.darker;
import static dev.pictor.sketchbook.things.Shades.lighter;
import static dev.pictor.sketchbook.things.Shapes.blob;
import static dev.pictor.sketchbook.things.Shapes.curve;
import static dev.pictor.sketchbook.things.Shapes.lines;
import static dev.pictor.sketchbook.things.Shapes.soft;

import java.awt.Color;
import java.awt.Shape;

/// A bird: perching like a robin, or with its wings spread in flight.
final class Bird {
  private static final Color BEAK = new Color(0xe8, 0xa2, 0x2c);

  private Bird() {}

  static void paint(Brush brush) {
    Color coat = brush.hue();
    if (brush.dice().chance(0.55)) {
      perching(brush, coat);
    } else {
      flying(brush, coat);
    }
  }

  private static void perching(Brush brush, Color coat) {
    Dice dice = brush.dice();
    double plump = dice.between(-3, 5);
    double tail = dice.between(-26, -14);
    brush.turn(dice.between(-8, 8), 45, 80);
    for (int i = 0; i < 3; i++) {
      brush.solid(
          soft(3, 12, 58 + i * 4, tail + i * 3, 66 + i * 8, tail + 3 + i * 3, 74 + i * 8, 22, 70),
          darker(coat, 0.3 + 0.08 * i));
    }
    for (double x : new double[] {42, 54}) {
      brush.line(lines(x, 82, x + 2, 97), BEAK, 2.6);
      brush.line(lines(x - 4, 99, x + 2, 97, x + 9, 99), BEAK, 2.2);
    }
    brush.solid(soft(2, 88, 24, 107, 31, 88, 36), BEAK);
    brush.line(lines(88, 31, 104, 31), darker(BEAK, 0.5), 0.9);
    if (dice.chance(0.3)) {
      brush.solid(blob(62, 12, 54, -8, 70, -2, 80, 10), coat);
    }
    Shape body =
        blob(
            6,
            60,
            28,
            44,
            52,
            30,
            58,
            14,
            72,
            7,
            87,
            13,
            92,
            28,
            88,
            44,
            84,
            62 + plump,
            68,
            82 + plump,
            44,
            86 + plump,
            20,
            74);
    brush.round(body, coat);
    brush.flat(
        Shapes.within(body, blob(90, 40, 96, 62, 74, 90, 48, 92, 56, 74, 72, 60)), Coat.pale(coat));
    Shape wing = blob(58, 46, 66, 56, 54, 72, 28, 80, 2, 80, 20, 62, 40, 46);
    brush.solid(wing, darker(coat, 0.26));
    for (int i = 0; i < 3; i++) {
      brush.line(
          curve(14 + i * 9, 79 - i * 2, 32 + i * 7, 70 - i * 3, 48 + i * 4, 60 - i * 4),
          darker(coat, 0.6),
          1.2);
    }
    Coat.eye(brush, 77, 22, 3.2);
  }

  private static void flying(Brush brush, Color coat) {
    Dice dice = brush.dice();
    double lift = dice.between(-14, 2);
    brush.turn(dice.between(-14, 6), 50, 50);
    feathers(brush, 80, 48, 50, lift - 2, darker(coat, 0.42), -1);
    for (int i = -1; i <= 1; i++) {
      brush.solid(soft(3, 18, 58, -18, 62 + i * 9, -16, 70 + i * 9, 20, 66), darker(coat, 0.3));
    }
    brush.solid(soft(2, 103, 42, 122, 48, 103, 54), BEAK);
    Shape body = blob(8, 60, 34, 48, 66, 44, 86, 36, 102, 38, 107, 48, 98, 58, 76, 70, 44, 74);
    brush.round(body, coat);
    brush.flat(Shapes.within(body, blob(98, 56, 76, 72, 40, 78, 50, 68, 80, 60)), Coat.pale(coat));
    feathers(brush, 60, 54, 26, lift - 6, darker(coat, 0.15), 1);
    Coat.eye(brush, 96, 46, 3);
  }

  /// A raised wing with fingers of feathers at its hind edge.
  private static void feathers(
      Brush brush, double x, double y, double tipX, double tipY, Color colour, int side) {
    brush.solid(
        blob(
            x + 14,
            y,
            (x + tipX) / 2 + 20,
            (y + tipY) / 2 - 4,
            tipX,
            tipY,
            tipX - 12,
            tipY + 10,
            tipX - 8,
            tipY + 16,
            tipX - 14,
            tipY + 24,
            tipX - 6,
            tipY + 30,
            tipX - 6,
            tipY + 40,
            x - 20,
            y + 6),
        colour);
    for (int i = 0; i < 3; i++) {
      brush.line(
          curve(
              tipX - 8 + i * 3,
              tipY + 12 + i * 12,
              (x + tipX) / 2 + i * 2,
              (y + tipY) / 2 + i * 6,
              x + side * 2,
              y - 4 + i * 2),
          side > 0 ? darker(colour, 0.4) : lighter(colour, 0.1),
          1.1);
    }
  }
}

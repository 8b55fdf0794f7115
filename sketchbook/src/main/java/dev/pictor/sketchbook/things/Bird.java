package dev.pictor.sketchbook.things;

import static dev.pictor.sketchbook.things.Shades.darker;
import static dev.pictor.sketchbook.things.Shades.lighter;
import static dev.pictor.sketchbook.things.Shapes.at;
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
          soft(
              3,
              at(12, 58 + i * 4),
              at(tail + i * 3, 66 + i * 8),
              at(tail + 3 + i * 3, 74 + i * 8),
              at(22, 70)),
          darker(coat, 0.3 + 0.08 * i));
    }
    for (double x : new double[] {42, 54}) {
      brush.line(lines(at(x, 82), at(x + 2, 97)), BEAK, 2.6);
      brush.line(lines(at(x - 4, 99), at(x + 2, 97), at(x + 9, 99)), BEAK, 2.2);
    }
    brush.solid(soft(2, at(88, 24), at(107, 31), at(88, 36)), BEAK);
    brush.line(lines(at(88, 31), at(104, 31)), darker(BEAK, 0.5), 0.9);
    if (dice.chance(0.3)) {
      brush.solid(blob(at(62, 12), at(54, -8), at(70, -2), at(80, 10)), coat);
    }
    Shape body =
        blob(
            at(6, 60),
            at(28, 44),
            at(52, 30),
            at(58, 14),
            at(72, 7),
            at(87, 13),
            at(92, 28),
            at(88, 44),
            at(84, 62 + plump),
            at(68, 82 + plump),
            at(44, 86 + plump),
            at(20, 74));
    brush.round(body, coat);
    brush.flat(
        Shapes.within(
            body, blob(at(90, 40), at(96, 62), at(74, 90), at(48, 92), at(56, 74), at(72, 60))),
        Coat.pale(coat));
    Shape wing =
        blob(at(58, 46), at(66, 56), at(54, 72), at(28, 80), at(2, 80), at(20, 62), at(40, 46));
    brush.solid(wing, darker(coat, 0.26));
    for (int i = 0; i < 3; i++) {
      brush.line(
          curve(at(14 + i * 9, 79 - i * 2), at(32 + i * 7, 70 - i * 3), at(48 + i * 4, 60 - i * 4)),
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
      brush.solid(
          soft(3, at(18, 58), at(-18, 62 + i * 9), at(-16, 70 + i * 9), at(20, 66)),
          darker(coat, 0.3));
    }
    brush.solid(soft(2, at(103, 42), at(122, 48), at(103, 54)), BEAK);
    Shape body =
        blob(
            at(8, 60),
            at(34, 48),
            at(66, 44),
            at(86, 36),
            at(102, 38),
            at(107, 48),
            at(98, 58),
            at(76, 70),
            at(44, 74));
    brush.round(body, coat);
    brush.flat(
        Shapes.within(body, blob(at(98, 56), at(76, 72), at(40, 78), at(50, 68), at(80, 60))),
        Coat.pale(coat));
    feathers(brush, 60, 54, 26, lift - 6, darker(coat, 0.15), 1);
    Coat.eye(brush, 96, 46, 3);
  }

  /// A raised wing with fingers of feathers at its hind edge.
  private static void feathers(
      Brush brush, double x, double y, double tipX, double tipY, Color colour, int side) {
    brush.solid(
        blob(
            at(x + 14, y),
            at((x + tipX) / 2 + 20, (y + tipY) / 2 - 4),
            at(tipX, tipY),
            at(tipX - 12, tipY + 10),
            at(tipX - 8, tipY + 16),
            at(tipX - 14, tipY + 24),
            at(tipX - 6, tipY + 30),
            at(tipX - 6, tipY + 40),
            at(x - 20, y + 6)),
        colour);
    for (int i = 0; i < 3; i++) {
      brush.line(
          curve(
              at(tipX - 8 + i * 3, tipY + 12 + i * 12),
              at((x + tipX) / 2 + i * 2, (y + tipY) / 2 + i * 6),
              at(x + side * 2, y - 4 + i * 2)),
          side > 0 ? darker(colour, 0.4) : lighter(colour, 0.1),
          1.1);
    }
  }
}

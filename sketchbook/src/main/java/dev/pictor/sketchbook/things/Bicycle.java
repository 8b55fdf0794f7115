package dev.pictor.sketchbook.things;

import static dev.pictor.sketchbook.things.Shades.INK;
import static dev.pictor.sketchbook.things.Shades.RUBBER;
import static dev.pictor.sketchbook.things.Shades.STEEL;
import static dev.pictor.sketchbook.things.Shades.darker;
import static dev.pictor.sketchbook.things.Shades.lighter;
import static dev.pictor.sketchbook.things.Shapes.at;
import static dev.pictor.sketchbook.things.Shapes.circle;
import static dev.pictor.sketchbook.things.Shapes.curve;
import static dev.pictor.sketchbook.things.Shapes.lines;
import static dev.pictor.sketchbook.things.Shapes.rounded;
import static dev.pictor.sketchbook.things.Shapes.soft;

import java.awt.Color;
import java.awt.Shape;

/// A bicycle with big open wheels and a coloured frame.
final class Bicycle {
  private Bicycle() {}

  static void paint(Brush brush) {
    Dice dice = brush.dice();
    Color colour = brush.hue();
    double radius = dice.between(30, 33);
    double rear = radius;
    double front = radius + dice.between(94, 104);
    double axle = 100 - radius;
    double tube = dice.between(6.6, 7.8);
    double crank = rear + dice.between(40, 44);
    double head = front - dice.between(17, 21);
    double headTop = dice.between(22, 28);
    double seat = rear + dice.between(26, 31);
    double seatTop = dice.between(20, 26);
    boolean stepThrough = dice.chance(0.4);

    wheel(brush, rear, axle, radius);
    wheel(brush, front, axle, radius);
    brush.line(lines(at(rear, axle), at(crank, axle + 2)), darker(STEEL, 0.5), 1.4);
    tube(brush, lines(at(rear, axle), at(crank, axle + 4)), colour, tube * 0.8);
    tube(brush, lines(at(rear, axle), at(seat + 3, seatTop + 16)), colour, tube * 0.8);
    tube(brush, lines(at(seat, seatTop + 8), at(crank, axle + 4)), colour, tube);
    tube(brush, lines(at(crank, axle + 4), at(head + 3, headTop + 16)), colour, tube);
    tube(
        brush,
        stepThrough
            ? curve(at(seat + 9, axle - 16), at(seat + 24, axle - 14), at(head + 2, headTop + 10))
            : lines(at(seat + 2, seatTop + 15), at(head + 1, headTop + 10)),
        colour,
        tube);
    tube(
        brush,
        lines(at(head, headTop + 4), at(head + 6, headTop + 22), at(front, axle)),
        colour,
        tube);
    if (dice.chance(0.75)) {
      guard(brush, rear, axle, radius + 2.6, colour, tube);
      guard(brush, front, axle, radius + 2.6, colour, tube);
    }
    brush.line(lines(at(head, headTop + 4), at(head - 2, headTop - 6)), STEEL, 3.4);
    brush.line(
        dice.chance(0.5)
            ? curve(at(head - 15, headTop - 2), at(head - 7, headTop - 8), at(head, headTop - 7))
            : curve(
                at(head - 2, headTop - 7), at(head + 10, headTop - 8), at(head + 11, headTop + 3)),
        INK,
        4);
    if (dice.chance(0.4)) {
      brush.solid(
          soft(
              3,
              at(head + 5, headTop - 4),
              at(head + 29, headTop - 4),
              at(head + 26, headTop + 14),
              at(head + 8, headTop + 14)),
          Shades.WOOD);
    }
    brush.line(lines(at(seat, seatTop + 8), at(seat - 2, seatTop)), STEEL, 3.2);
    brush.solid(
        soft(
            4,
            at(seat - 15, seatTop - 6),
            at(seat + 16, seatTop - 4),
            at(seat + 14, seatTop),
            at(seat - 4, seatTop + 3),
            at(seat - 14, seatTop + 2)),
        INK);
    brush.round(circle(crank, axle + 4, 7), STEEL);
    brush.line(lines(at(crank - 8, axle - 6), at(crank + 8, axle + 14)), INK, 2.4);
    brush.solid(rounded(crank + 3, axle + 13, 12, 3.5, 1.5), INK);
    brush.solid(rounded(crank - 14, axle - 9, 12, 3.5, 1.5), INK);
  }

  private static void wheel(Brush brush, double x, double y, double radius) {
    for (int i = 0; i < 8; i++) {
      double angle = Math.PI * i / 8;
      double deltaX = Math.cos(angle) * radius;
      double deltaY = Math.sin(angle) * radius;
      brush.line(lines(at(x - deltaX, y - deltaY), at(x + deltaX, y + deltaY)), STEEL, 0.7);
    }
    brush.line(circle(x, y, radius - 4.5), STEEL, 1.8);
    brush.line(circle(x, y, radius - 2), RUBBER, 4);
    brush.round(circle(x, y, 4), STEEL);
  }

  private static void tube(Brush brush, Shape path, Color colour, double thickness) {
    brush.line(path, darker(colour, 0.6), thickness + 1.2);
    brush.line(path, colour, thickness);
    brush.line(Shapes.moved(path, -0.6, -0.9), lighter(colour, 0.3), thickness * 0.3);
  }

  private static void guard(
      Brush brush, double x, double y, double radius, Color colour, double thickness) {
    double[] points = new double[14];
    for (int i = 0; i < 7; i++) {
      double angle = Math.PI * (1.02 + 0.8 * i / 6);
      points[2 * i] = x + Math.cos(angle) * radius;
      points[2 * i + 1] = y + Math.sin(angle) * radius;
    }
    tube(brush, curve(points), colour, thickness * 0.75);
  }
}

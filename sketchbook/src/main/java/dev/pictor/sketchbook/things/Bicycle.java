package dev.pictor.sketchbook.things;

import static dev.pictor.sketchbook.things.Shades.INK;
import static dev.pictor.sketchbook.things.Shades.RUBBER;
import static dev.pictor.sketchbook.things.Shades.STEEL;
import static dev.pictor.sketchbook.things.Shades.darker;
import static dev.pictor.sketchbook.things.Shades.lighter;
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
    brush.line(lines(rear, axle, crank, axle + 2), darker(STEEL, 0.5), 1.4);
    tube(brush, lines(rear, axle, crank, axle + 4), colour, tube * 0.8);
    tube(brush, lines(rear, axle, seat + 3, seatTop + 16), colour, tube * 0.8);
    tube(brush, lines(seat, seatTop + 8, crank, axle + 4), colour, tube);
    tube(brush, lines(crank, axle + 4, head + 3, headTop + 16), colour, tube);
    tube(
        brush,
        stepThrough
            ? curve(seat + 9, axle - 16, seat + 24, axle - 14, head + 2, headTop + 10)
            : lines(seat + 2, seatTop + 15, head + 1, headTop + 10),
        colour,
        tube);
    tube(brush, lines(head, headTop + 4, head + 6, headTop + 22, front, axle), colour, tube);
    if (dice.chance(0.75)) {
      guard(brush, rear, axle, radius + 2.6, colour, tube);
      guard(brush, front, axle, radius + 2.6, colour, tube);
    }
    brush.line(lines(head, headTop + 4, head - 2, headTop - 6), STEEL, 3.4);
    brush.line(
        dice.chance(0.5)
            ? curve(head - 15, headTop - 2, head - 7, headTop - 8, head, headTop - 7)
            : curve(head - 2, headTop - 7, head + 10, headTop - 8, head + 11, headTop + 3),
        INK,
        4);
    if (dice.chance(0.4)) {
      brush.solid(
          soft(
              3,
              head + 5,
              headTop - 4,
              head + 29,
              headTop - 4,
              head + 26,
              headTop + 14,
              head + 8,
              headTop + 14),
          Shades.WOOD);
    }
    brush.line(lines(seat, seatTop + 8, seat - 2, seatTop), STEEL, 3.2);
    brush.solid(
        soft(
            4,
            seat - 15,
            seatTop - 6,
            seat + 16,
            seatTop - 4,
            seat + 14,
            seatTop,
            seat - 4,
            seatTop + 3,
            seat - 14,
            seatTop + 2),
        INK);
    brush.round(circle(crank, axle + 4, 7), STEEL);
    brush.line(lines(crank - 8, axle - 6, crank + 8, axle + 14), INK, 2.4);
    brush.solid(rounded(crank + 3, axle + 13, 12, 3.5, 1.5), INK);
    brush.solid(rounded(crank - 14, axle - 9, 12, 3.5, 1.5), INK);
  }

  private static void wheel(Brush brush, double x, double y, double radius) {
    for (int i = 0; i < 8; i++) {
      double angle = Math.PI * i / 8;
      double deltaX = Math.cos(angle) * radius;
      double deltaY = Math.sin(angle) * radius;
      brush.line(lines(x - deltaX, y - deltaY, x + deltaX, y + deltaY), STEEL, 0.7);
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

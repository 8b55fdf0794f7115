package dev.pictor.sketchbook.things;

import static dev.pictor.sketchbook.things.Shades.AMBER;
import static dev.pictor.sketchbook.things.Shades.INK;
import static dev.pictor.sketchbook.things.Shades.STEEL;
import static dev.pictor.sketchbook.things.Shades.darker;
import static dev.pictor.sketchbook.things.Shades.lighter;
import static dev.pictor.sketchbook.things.Shapes.at;
import static dev.pictor.sketchbook.things.Shapes.box;
import static dev.pictor.sketchbook.things.Shapes.circle;
import static dev.pictor.sketchbook.things.Shapes.limb;
import static dev.pictor.sketchbook.things.Shapes.lines;
import static dev.pictor.sketchbook.things.Shapes.rounded;

import java.awt.Color;

/// A tin robot: square head with an antenna, glowing eyes, jointed arms with claws.
final class Robot {
  private Robot() {}

  static void paint(Brush brush) {
    Dice dice = brush.dice();
    Color hue = brush.hue();
    double head = dice.between(15, 19);
    double body = dice.between(19, 23);
    double top = dice.between(38, 42);
    double round = dice.between(2, 8);
    for (int side : new int[] {-1, 1}) {
      arm(brush, side, 50 + side * body, top + 7, dice.chance(0.35));
      brush.solid(rounded(50 + side * body * 0.5 - 4.5, 72, 9, 22, 2), STEEL);
      brush.line(
          lines(at(50 + side * body * 0.5 - 4, 83), at(50 + side * body * 0.5 + 4, 83)),
          darker(STEEL, 0.5),
          1);
      brush.solid(rounded(50 + side * body * 0.5 - 9 + side * 2, 91, 18, 9, 4), darker(hue, 0.2));
    }
    brush.solid(rounded(45, top - 7, 10, 10, 1), STEEL);
    brush.solid(rounded(50 - body, top, body * 2, 77 - top, round), hue);
    panel(brush, body, top);
    brush.line(lines(at(50, 10), at(50, 2)), STEEL, 1.8);
    brush.round(circle(50, 0, 3.4), AMBER);
    for (int side : new int[] {-1, 1}) {
      brush.solid(rounded(50 + side * (head + 2) - 3, 16, 6, 9, 2), STEEL);
    }
    brush.solid(rounded(50 - head, 8, head * 2, 26, round), lighter(hue, 0.06));
    brush.solid(rounded(50 - head + 3.5, 12, head * 2 - 7, 12, 4), INK);
    for (int side : new int[] {-1, 1}) {
      brush.glow(50 + side * head * 0.4, 18, 8, AMBER, 0.5);
      brush.shining(circle(50 + side * head * 0.4, 18, 3.6), AMBER);
      brush.shining(circle(50 + side * head * 0.4, 18, 1.5), Shades.SNOW);
    }
    for (int i = -2; i <= 2; i++) {
      brush.flat(box(50 + i * 4 - 1.3, 27.5, 2.6, 3.6), INK);
    }
  }

  private static void panel(Brush brush, double body, double top) {
    Dice dice = brush.dice();
    Color hue = brush.hue();
    brush.solid(rounded(50 - body * 0.64, top + 7, body * 1.28, 20, 3), darker(STEEL, 0.1));
    if (dice.chance(0.5)) {
      brush.flat(circle(50 - body * 0.25, top + 17, 6), Shades.SNOW);
      brush.line(
          lines(at(50 - body * 0.25, top + 17), at(50 - body * 0.25 + 3, top + 13)), INK, 1.2);
    } else {
      for (int i = 0; i < 3; i++) {
        brush.flat(rounded(50 - body * 0.5, top + 11 + i * 4.6, body * 0.5, 2.2, 1), INK);
      }
    }
    for (int i = 0; i < 2; i++) {
      brush.round(circle(50 + body * 0.34, top + 12.5 + i * 8.5, 2.8), i == 0 ? AMBER : INK);
    }
    for (int side : new int[] {-1, 1}) {
      brush.flat(circle(50 + side * (body - 3), 73.5, 1), darker(hue, 0.6));
      brush.flat(circle(50 + side * (body - 3), top + 3.5, 1), darker(hue, 0.6));
    }
  }

  private static void arm(Brush brush, int side, double x, double y, boolean raised) {
    Color hue = brush.hue();
    double elbowX = x + side * 11;
    double elbowY = raised ? y + 3 : y + 13;
    double handX = elbowX + side * (raised ? 5 : 2);
    double handY = raised ? elbowY - 18 : elbowY + 15;
    brush.solid(limb(x, y, 3.4, elbowX, elbowY, 3.2), STEEL);
    brush.solid(limb(elbowX, elbowY, 4.4, handX, handY, 4), hue);
    double tip = raised ? -8 : 8;
    brush.line(lines(at(handX - 3, handY + tip * 0.5), at(handX - 4, handY + tip * 1.3)), STEEL, 3);
    brush.line(lines(at(handX + 3, handY + tip * 0.5), at(handX + 4, handY + tip * 1.3)), STEEL, 3);
    brush.round(circle(x, y, 5), darker(STEEL, 0.2));
  }
}

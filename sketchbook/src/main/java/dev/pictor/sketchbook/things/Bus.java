package dev.pictor.sketchbook.things;

import static dev.pictor.sketchbook.things.Shades.CREAM;
import static dev.pictor.sketchbook.things.Shades.GLASS;
import static dev.pictor.sketchbook.things.Shades.STEEL;
import static dev.pictor.sketchbook.things.Shades.darker;
import static dev.pictor.sketchbook.things.Shapes.at;
import static dev.pictor.sketchbook.things.Shapes.box;
import static dev.pictor.sketchbook.things.Shapes.circle;
import static dev.pictor.sketchbook.things.Shapes.lines;
import static dev.pictor.sketchbook.things.Shapes.rounded;
import static dev.pictor.sketchbook.things.Shapes.soft;
import static dev.pictor.sketchbook.things.Shapes.within;

import java.awt.Color;
import java.awt.Shape;

/// A bus with a long row of windows, with one deck or two.
final class Bus {
  private Bus() {}

  static void paint(Brush brush) {
    Dice dice = brush.dice();
    boolean twoDecks = dice.chance(0.3);
    double length = twoDecks ? dice.between(128, 145) : dice.between(160, 190);
    double top = twoDecks ? -26 : 12;
    Color colour = brush.hue();
    double wheel = dice.between(11, 13);

    Shape body =
        soft(
            9,
            at(0, 91),
            at(0, top),
            at(length - 6, top),
            at(length, top + 24),
            at(length + 1, 72),
            at(length, 91));
    brush.solid(body, colour);
    brush.flat(within(body, box(0, dice.between(62, 66), length + 4, 4)), CREAM);
    brush.shadow(within(body, box(0, 82, length + 4, 10)), 0.3);
    brush.gloss(rounded(6, top + 2, length - 16, 3, 1.5), 0.5);

    int windows = twoDecks ? dice.whole(4, 5) : dice.whole(5, 6);
    if (twoDecks) {
      row(brush, windows, length - 6, top + 9, 24);
    }
    row(brush, windows, length - 30, twoDecks ? 31 : 25, twoDecks ? 25 : 30);

    Shape door = rounded(length - 32, twoDecks ? 32 : 27, 16, 60, 2);
    brush.solid(door, darker(colour, 0.55));
    pane(brush, length - 30, twoDecks ? 34 : 29, 5.5, 50);
    pane(brush, length - 23.5, twoDecks ? 34 : 29, 5.5, 50);
    Shape screen =
        soft(3, at(length - 12, 26), at(length - 1, 26), at(length + 1, 58), at(length - 12, 60));
    brush.solid(screen, glass(brush));
    brush.gloss(
        within(screen, soft(1, at(length - 9, 26), at(length - 5, 26), at(length - 9, 60))), 0.5);

    double rearWheel = dice.between(30, 38);
    double frontWheel = length - 44;
    for (double x : new double[] {rearWheel, frontWheel}) {
      brush.shadow(within(body, circle(x, 90, wheel + 4)), 0.7);
      Wheels.road(brush, x, 100 - wheel, wheel, 6);
    }
    brush.solid(rounded(length - 10, 84, 13, 6, 2), STEEL);
    brush.solid(rounded(-1.5, 70, 4, 9, 1.5), new Color(0xc8, 0x22, 0x2a));
    Wheels.lamp(brush, length - 4, 76, 4.5);
    brush.line(lines(at(length - 2, top + 26), at(length + 5, top + 30)), Shades.INK, 1.5);
    brush.solid(rounded(length + 3, top + 29, 5, 12, 2), Shades.INK);
  }

  private static void row(Brush brush, int count, double length, double top, double height) {
    double step = (length - 8) / count;
    for (int i = 0; i < count; i++) {
      pane(brush, 7 + i * step, top, step - 4, height);
    }
  }

  private static void pane(Brush brush, double x, double y, double width, double height) {
    Shape pane = rounded(x, y, width, height, 2.5);
    brush.solid(pane, glass(brush));
    brush.gloss(
        within(
            pane,
            soft(
                0.5,
                at(x + width * 0.5, y),
                at(x + width * 0.8, y),
                at(x, y + height),
                at(x, y + 20))),
        0.4);
  }

  private static Color glass(Brush brush) {
    return brush.night() ? Shades.mix(GLASS, Shades.AMBER, 0.75) : GLASS;
  }
}

package dev.pictor.sketchbook.things;

import static dev.pictor.sketchbook.things.Shades.INK;
import static dev.pictor.sketchbook.things.Shades.against;
import static dev.pictor.sketchbook.things.Shades.darker;
import static dev.pictor.sketchbook.things.Shapes.at;
import static dev.pictor.sketchbook.things.Shapes.blob;
import static dev.pictor.sketchbook.things.Shapes.curve;
import static dev.pictor.sketchbook.things.Shapes.ellipse;
import static dev.pictor.sketchbook.things.Shapes.join;
import static dev.pictor.sketchbook.things.Shapes.limb;
import static dev.pictor.sketchbook.things.Shapes.soft;

import dev.pictor.sketchbook.Pose;
import java.awt.Color;
import java.awt.Shape;

/// A horse: long legs with hooves, an arched neck with a mane, a flowing tail.
final class Horse {
  private Horse() {}

  static void paint(Brush brush) {
    Dice dice = brush.dice();
    Color coat = brush.hue();
    Color mane = Shades.brightness(coat) < 0.3 ? Shades.lighter(coat, 0.28) : darker(coat, 0.72);
    if (dice.chance(0.3) && Shades.brightness(coat) < 0.85) {
      mane = Shades.CREAM;
    }
    Pose pose = brush.look().pose();
    boolean runs =
        pose == Pose.RUNNING || pose == Pose.JUMPING || (pose == null && dice.chance(0.35));
    double stride = runs ? 20 : dice.between(1, 6);
    double length = dice.between(74, 86);
    double top = dice.between(36, 40);
    double neck = length + dice.between(14, 20);
    double poll = dice.between(2, 8);
    double flow = runs ? dice.between(-32, -24) : dice.between(-14, -8);

    brush.solid(
        blob(
            at(4, top + 2),
            at(flow * 0.7, top + 4),
            at(flow, top + 26),
            at(flow * 0.8, top + 46),
            at(flow * 0.35, top + 34),
            at(2, top + 16)),
        mane);
    double farFore = runs ? 24 : -stride * 0.5;
    double farHind = runs ? 14 : stride + 3;
    brush.solid(leg(length - 12, farFore, false), Coat.far(coat));
    hoof(brush, length - 12, farFore, false);
    brush.solid(leg(16, farHind, true), Coat.far(coat));
    hoof(brush, 16, farHind, true);
    Shape body =
        blob(
            at(0, top + 12),
            at(12, top),
            at(length * 0.5, top + 4),
            at(length - 10, top - 3),
            at(length + 2, top + 10),
            at(length - 2, top + 26),
            at(length * 0.55, top + 30),
            at(20, top + 26),
            at(4, top + 24));
    Shape throat =
        blob(
            at(length - 20, top + 4),
            at(length - 8, top - 12),
            at(neck - 12, poll + 1),
            at(neck, poll + 2),
            at(neck + 4, poll + 12),
            at(length + 10, top - 4),
            at(length + 4, top + 14),
            at(length - 8, top + 18));
    double hind = runs ? -22 : -stride;
    double fore = runs ? 10 : stride;
    Shape whole = join(body, throat, leg(11, hind, true), leg(length - 7, fore, false));
    brush.round(whole, coat);
    hoof(brush, 11, hind, true);
    hoof(brush, length - 7, fore, false);
    Color fold = darker(coat, 0.45);
    brush.line(curve(at(17, top + 14), at(21, top + 22), at(17, top + 32)), fold, 0.9);
    brush.line(
        curve(at(length - 16, top + 14), at(length - 15, top + 24), at(length - 13, top + 30)),
        fold,
        0.9);
    Coat.mark(
        brush, body, coat, dice.pick(Coat.Marking.PLAIN, Coat.Marking.PLAIN, Coat.Marking.PATCHED));

    brush.solid(
        blob(
            at(neck - 6, poll - 2),
            at(neck - 1, poll),
            at(length - 1, top - 10),
            at(length - 18, top + 6),
            at(length - 21, top - 2),
            at(length - 12, top - 17)),
        mane);
    brush.solid(
        soft(1.5, at(neck - 5, poll + 2), at(neck - 4, poll - 10), at(neck + 2, poll)),
        darker(coat, 0.2));
    Shape head =
        blob(
            at(neck - 7, poll + 1),
            at(neck + 3, poll - 1),
            at(neck + 14, poll + 11),
            at(neck + 22, poll + 20),
            at(neck + 22, poll + 26),
            at(neck + 15, poll + 28),
            at(neck + 5, poll + 19),
            at(neck - 5, poll + 13));
    brush.round(head, coat);
    brush.solid(
        soft(1.5, at(neck, poll + 1), at(neck + 3, poll - 10), at(neck + 7, poll + 3)), coat);
    brush.flat(
        blob(
            at(neck + 17, poll + 18),
            at(neck + 22, poll + 21),
            at(neck + 21, poll + 26),
            at(neck + 15, poll + 27)),
        against(coat, 0.35));
    if (dice.chance(0.5)) {
      brush.line(
          curve(at(neck + 6, poll + 5), at(neck + 11, poll + 10), at(neck + 16, poll + 16)),
          Shades.SNOW,
          2);
    }
    brush.flat(ellipse(neck + 18.5, poll + 22, 1.2, 1), INK);
    Coat.eye(brush, neck + 5.5, poll + 8, 1.9);
    brush.solid(
        blob(
            at(neck - 2, poll - 4),
            at(neck + 4, poll - 2),
            at(neck + 8, poll + 6),
            at(neck + 1, poll + 3)),
        mane);
  }

  /// A leg as far as its hoof; a negative swing goes backward.
  private static Shape leg(double x, double swing, boolean hind) {
    double lift = Math.abs(swing) * 0.3;
    double kneeX = x + swing * 0.5 + (hind ? -3 : 2);
    double footX = foot(x, swing, hind);
    return limb(x, 58, hind ? 8.5 : 7, kneeX, 76 - lift * 0.4, 3.8, footX, 92 - lift, 2.8);
  }

  private static double foot(double x, double swing, boolean hind) {
    return x + swing + (hind ? -1 : 0);
  }

  private static void hoof(Brush brush, double x, double swing, boolean hind) {
    double footX = foot(x, swing, hind);
    double top = 92 - Math.abs(swing) * 0.3;
    brush.solid(
        soft(
            1,
            at(footX - 3, top),
            at(footX + 3, top),
            at(footX + 5.5, top + 8),
            at(footX - 3.5, top + 8)),
        INK);
  }
}

package dev.pictor.sketchbook.things;

import static dev.pictor.sketchbook.things.Shades.INK;
import static dev.pictor.sketchbook.things.Shades.against;
import static dev.pictor.sketchbook.things.Shades.darker;
import static dev.pictor.sketchbook.things.Shapes.blob;
import static dev.pictor.sketchbook.things.Shapes.curve;
import static dev.pictor.sketchbook.things.Shapes.ellipse;
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
            4,
            top + 2,
            flow * 0.7,
            top + 4,
            flow,
            top + 26,
            flow * 0.8,
            top + 46,
            flow * 0.35,
            top + 34,
            2,
            top + 16),
        mane);
    leg(brush, 16, stride * 0.8, true, coat);
    leg(brush, length - 12, runs ? 24 : -stride * 0.5, false, Coat.far(coat));
    leg(brush, 16, runs ? -12 : stride, true, Coat.far(coat));
    Shape body =
        blob(
            0,
            top + 12,
            12,
            top,
            length * 0.5,
            top + 4,
            length - 10,
            top - 3,
            length + 2,
            top + 10,
            length - 2,
            top + 26,
            length * 0.55,
            top + 30,
            20,
            top + 26,
            4,
            top + 24);
    Shape throat =
        blob(
            length - 20,
            top + 4,
            length - 8,
            top - 12,
            neck - 12,
            poll + 1,
            neck,
            poll + 2,
            neck + 4,
            poll + 12,
            length + 10,
            top - 4,
            length + 4,
            top + 14,
            length - 8,
            top + 18);
    brush.solid(throat, coat);
    brush.round(body, coat);
    Coat.mark(
        brush, body, coat, dice.pick(Coat.Marking.PLAIN, Coat.Marking.PLAIN, Coat.Marking.PATCHED));
    brush.solid(throat, coat, 0);
    leg(brush, 11, runs ? -22 : -stride, true, coat);
    leg(brush, length - 7, runs ? 14 : stride, false, coat);

    brush.solid(
        blob(
            neck - 6,
            poll - 2,
            neck - 1,
            poll,
            length - 1,
            top - 10,
            length - 18,
            top + 6,
            length - 21,
            top - 2,
            length - 12,
            top - 17),
        mane);
    brush.solid(
        soft(1.5, neck - 5, poll + 2, neck - 4, poll - 10, neck + 2, poll), darker(coat, 0.2));
    Shape head =
        blob(
            neck - 7, poll + 1, neck + 3, poll - 1, neck + 14, poll + 11, neck + 22, poll + 20,
            neck + 22, poll + 26, neck + 15, poll + 28, neck + 5, poll + 19, neck - 5, poll + 13);
    brush.round(head, coat);
    brush.solid(soft(1.5, neck, poll + 1, neck + 3, poll - 10, neck + 7, poll + 3), coat);
    brush.flat(
        blob(
            neck + 17, poll + 18, neck + 22, poll + 21, neck + 21, poll + 26, neck + 15, poll + 27),
        against(coat, 0.35));
    if (dice.chance(0.5)) {
      brush.line(
          curve(neck + 6, poll + 5, neck + 11, poll + 10, neck + 16, poll + 16), Shades.SNOW, 2);
    }
    brush.flat(ellipse(neck + 18.5, poll + 22, 1.2, 1), INK);
    Coat.eye(brush, neck + 5.5, poll + 8, 1.9);
    brush.solid(
        blob(neck - 2, poll - 4, neck + 4, poll - 2, neck + 8, poll + 6, neck + 1, poll + 3), mane);
  }

  private static void leg(Brush brush, double x, double swing, boolean hind, Color coat) {
    double hip = 58;
    double back = hind ? -3 : 2;
    double lift = Math.abs(swing) * 0.3;
    double kneeX = x + swing * 0.5 + back;
    double footX = x + swing + (hind ? -1 : 0);
    brush.solid(
        limb(x, hip, hind ? 8.5 : 7, kneeX, 76 - lift * 0.4, 3.8, footX, 92 - lift, 2.8), coat);
    brush.solid(
        soft(
            1,
            footX - 3,
            92 - lift,
            footX + 3,
            92 - lift,
            footX + 5.5,
            100 - lift,
            footX - 3.5,
            100 - lift),
        INK);
  }
}

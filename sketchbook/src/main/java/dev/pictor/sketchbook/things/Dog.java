package dev.pictor.sketchbook.things;

import static dev.pictor.sketchbook.things.Shades.INK;
import static dev.pictor.sketchbook.things.Shades.against;
import static dev.pictor.sketchbook.things.Shades.darker;
import static dev.pictor.sketchbook.things.Shapes.at;
import static dev.pictor.sketchbook.things.Shapes.blob;
import static dev.pictor.sketchbook.things.Shapes.circle;
import static dev.pictor.sketchbook.things.Shapes.curve;
import static dev.pictor.sketchbook.things.Shapes.ellipse;
import static dev.pictor.sketchbook.things.Shapes.join;
import static dev.pictor.sketchbook.things.Shapes.limb;
import static dev.pictor.sketchbook.things.Shapes.lines;
import static dev.pictor.sketchbook.things.Shapes.rope;
import static dev.pictor.sketchbook.things.Shapes.soft;

import dev.pictor.sketchbook.Pose;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.AffineTransform;

/// A dog in profile: a long muzzle, hanging or pricked ears, a collar and a wagging tail.
final class Dog {
  private Dog() {}

  static void paint(Brush brush) {
    Dice dice = brush.dice();
    Color coat = brush.hue();
    Coat.Marking marking =
        dice.pick(
            Coat.Marking.PLAIN, Coat.Marking.PLAIN, Coat.Marking.SPOTTED, Coat.Marking.PATCHED);
    Pose pose = brush.look().pose();
    boolean sits = pose == null ? dice.chance(0.35) : pose == Pose.SITTING;
    if (sits) {
      sitting(brush, coat, marking);
    } else {
      standing(brush, coat, marking, pose == Pose.RUNNING || pose == Pose.JUMPING);
    }
  }

  private static void sitting(Brush brush, Color coat, Coat.Marking marking) {
    Dice dice = brush.dice();
    double tail = dice.between(66, 84);
    brush.solid(rope(24, 94, 5, 8, 92, 4.5, -4, tail, 3, -6, tail - 8, 2), coat);
    brush.solid(Coat.leg(66, 66, 5, 5.6, 0), Coat.far(coat));
    Shape body =
        blob(
            at(52, 34),
            at(70, 40),
            at(76, 58),
            at(70, 76),
            at(62, 94),
            at(40, 100),
            at(18, 98),
            at(12, 84),
            at(22, 66),
            at(36, 46));
    brush.round(body, coat);
    Coat.mark(brush, body, coat, marking);
    brush.flat(blob(at(70, 44), at(75, 56), at(70, 72), at(65, 58)), Coat.pale(coat));
    brush.solid(blob(at(24, 72), at(42, 70), at(50, 84), at(46, 97), at(28, 99), at(17, 88)), coat);
    brush.solid(ellipse(44, 96.5, 11, 4.5), coat);
    brush.solid(Coat.leg(60, 66, 5, 6, 1), coat);
    AffineTransform place = AffineTransform.getTranslateInstance(62, 24);
    place.rotate(Math.toRadians(dice.between(-12, 5)));
    brush.part(place, () -> head(brush, coat, marking));
  }

  private static void standing(Brush brush, Color coat, Coat.Marking marking, boolean running) {
    Dice dice = brush.dice();
    double length = dice.between(80, 100);
    double top = dice.between(26, 40);
    double deep = dice.between(27, 31);
    double stride = running ? 22 : dice.between(2, 8);
    double thick = dice.between(5.6, 7);
    double tail = top - dice.between(16, 34);
    brush.solid(rope(8, top + 10, 5, -8, top - 2, 4, -14, tail + 8, 3, -11, tail, 2), coat);
    brush.solid(Coat.leg(20, top + 25, -stride * 0.4 + 5, thick, -3), Coat.far(coat));
    brush.solid(Coat.leg(length - 16, top + 25, -stride * 0.7, thick, 1), Coat.far(coat));
    Shape body =
        blob(
            at(2, top + 14),
            at(14, top + 2),
            at(length * 0.5, top + 3),
            at(length - 14, top - 4),
            at(length, top + 6),
            at(length + 1, top + 20),
            at(length - 12, top + deep + 6),
            at(length * 0.5, top + deep),
            at(20, top + deep - 1),
            at(5, top + deep - 2));
    Shape neck = limb(length - 12, top + 11, 13, length + 6, top - 10, 10);
    Shape legs =
        join(
            Coat.leg(14, top + 23, -stride, thick * 1.1, -4),
            Coat.leg(length - 9, top + 25, stride, thick, 1));
    brush.round(join(body, neck, legs), coat);
    Color fold = darker(coat, 0.45);
    brush.line(curve(at(20, top + 14), at(23, top + 22), at(19, top + 32)), fold, 0.9);
    brush.line(
        curve(at(length - 18, top + 18), at(length - 17, top + 26), at(length - 14, top + 32)),
        fold,
        0.9);
    Coat.mark(brush, body, coat, marking);
    AffineTransform place = AffineTransform.getTranslateInstance(length + 9, top - 17);
    place.rotate(Math.toRadians(dice.between(-10, 6)));
    brush.part(place, () -> head(brush, coat, marking));
  }

  /// The head about its own middle, looking right.
  private static void head(Brush brush, Color coat, Coat.Marking marking) {
    Dice dice = brush.dice();
    double muzzle = dice.between(27, 35);
    double deep = dice.between(0, 3);
    boolean pricked = dice.chance(0.25);
    Color ear = marking == Coat.Marking.PLAIN ? darker(coat, 0.35) : against(coat, 0.4);
    brush.solid(limb(-6, 20, 11, -2, 8, 11), coat, 0);
    if (pricked) {
      brush.solid(soft(3, at(-10, -10), at(-12, -34), at(3, -14)), darker(coat, 0.3));
    }
    if (dice.chance(0.55)) {
      brush.solid(
          blob(
              at(muzzle - 14, 12),
              at(muzzle - 5, 11),
              at(muzzle - 5, 21),
              at(muzzle - 9, 25),
              at(muzzle - 13, 21)),
          Shades.ROSE);
    }
    Shape head =
        blob(
            at(-14, -4),
            at(-7, -16),
            at(6, -17),
            at(14, -9),
            at(muzzle - 4, -4 + deep),
            at(muzzle + 1, 2),
            at(muzzle - 1, 11),
            at(14, 15),
            at(-4, 16),
            at(-14, 8));
    brush.round(head, coat);
    brush.flat(
        blob(
            at(16, 3),
            at(muzzle - 4, 1 + deep),
            at(muzzle, 5),
            at(muzzle - 2, 10.5),
            at(16, 13),
            at(12, 9)),
        Coat.pale(coat));
    brush.round(ellipse(muzzle - 0.5, -0.5 + deep, 5.4, 4.4), INK);
    brush.gloss(ellipse(muzzle - 2, -2 + deep, 1.5, 1), 0.8);
    brush.line(curve(at(muzzle - 2, 8), at(18, 11), at(10, 8)), INK, 1.1);
    Coat.eye(brush, 8, -6, 2.9);
    if (pricked) {
      brush.solid(soft(3, at(-14, -8), at(-7, -36), at(2, -12)), ear);
    } else {
      double hang = dice.between(13, 23);
      brush.solid(
          blob(
              at(-9, -15),
              at(0, -12),
              at(1, 2),
              at(-3, hang),
              at(-11, hang + 1),
              at(-17, hang - 9),
              at(-16, -6)),
          ear);
    }
    brush.line(curve(at(-16, 16), at(-5, 23), at(9, 19)), INK, 5.6);
    brush.line(curve(at(-16, 15.4), at(-5, 22.4), at(9, 18.4)), Shades.STEEL, 3);
    brush.round(circle(6, 24, 3.2), Shades.AMBER);
    brush.line(lines(at(18, 4), at(18.2, 4)), darker(coat, 0.7), 1);
  }
}

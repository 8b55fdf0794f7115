package dev.pictor.sketchbook.things;

import static dev.pictor.sketchbook.things.Shades.INK;
import static dev.pictor.sketchbook.things.Shades.against;
import static dev.pictor.sketchbook.things.Shades.darker;
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
        blob(52, 34, 70, 40, 76, 58, 70, 76, 62, 94, 40, 100, 18, 98, 12, 84, 22, 66, 36, 46);
    brush.round(body, coat);
    Coat.mark(brush, body, coat, marking);
    brush.flat(blob(70, 44, 75, 56, 70, 72, 65, 58), Coat.pale(coat));
    brush.solid(blob(24, 72, 42, 70, 50, 84, 46, 97, 28, 99, 17, 88), coat);
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
            2,
            top + 14,
            14,
            top + 2,
            length * 0.5,
            top + 3,
            length - 14,
            top - 4,
            length,
            top + 6,
            length + 1,
            top + 20,
            length - 12,
            top + deep + 6,
            length * 0.5,
            top + deep,
            20,
            top + deep - 1,
            5,
            top + deep - 2);
    Shape neck = limb(length - 12, top + 11, 13, length + 6, top - 10, 10);
    Shape legs =
        join(
            Coat.leg(14, top + 23, -stride, thick * 1.1, -4),
            Coat.leg(length - 9, top + 25, stride, thick, 1));
    brush.round(join(body, neck, legs), coat);
    Color fold = darker(coat, 0.45);
    brush.line(curve(20, top + 14, 23, top + 22, 19, top + 32), fold, 0.9);
    brush.line(
        curve(length - 18, top + 18, length - 17, top + 26, length - 14, top + 32), fold, 0.9);
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
      brush.solid(soft(3, -10, -10, -12, -34, 3, -14), darker(coat, 0.3));
    }
    if (dice.chance(0.55)) {
      brush.solid(
          blob(muzzle - 14, 12, muzzle - 5, 11, muzzle - 5, 21, muzzle - 9, 25, muzzle - 13, 21),
          Shades.ROSE);
    }
    Shape head =
        blob(
            -14,
            -4,
            -7,
            -16,
            6,
            -17,
            14,
            -9,
            muzzle - 4,
            -4 + deep,
            muzzle + 1,
            2,
            muzzle - 1,
            11,
            14,
            15,
            -4,
            16,
            -14,
            8);
    brush.round(head, coat);
    brush.flat(
        blob(16, 3, muzzle - 4, 1 + deep, muzzle, 5, muzzle - 2, 10.5, 16, 13, 12, 9),
        Coat.pale(coat));
    brush.round(ellipse(muzzle - 0.5, -0.5 + deep, 5.4, 4.4), INK);
    brush.gloss(ellipse(muzzle - 2, -2 + deep, 1.5, 1), 0.8);
    brush.line(curve(muzzle - 2, 8, 18, 11, 10, 8), INK, 1.1);
    Coat.eye(brush, 8, -6, 2.9);
    if (pricked) {
      brush.solid(soft(3, -14, -8, -7, -36, 2, -12), ear);
    } else {
      double hang = dice.between(13, 23);
      brush.solid(
          blob(-9, -15, 0, -12, 1, 2, -3, hang, -11, hang + 1, -17, hang - 9, -16, -6), ear);
    }
    brush.line(curve(-16, 16, -5, 23, 9, 19), INK, 5.6);
    brush.line(curve(-16, 15.4, -5, 22.4, 9, 18.4), Shades.STEEL, 3);
    brush.round(circle(6, 24, 3.2), Shades.AMBER);
    brush.line(lines(18, 4, 18.2, 4), darker(coat, 0.7), 1);
  }
}

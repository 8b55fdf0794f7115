package dev.pictor.sketchbook.things;

import static dev.pictor.sketchbook.things.Shades.INK;
import static dev.pictor.sketchbook.things.Shades.ROSE;
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

/// A cat: round face, pointed ears, whiskers and a long curved tail; sitting or walking.
final class Cat {
  private Cat() {}

  static void paint(Brush brush) {
    Dice dice = brush.dice();
    Color coat = brush.hue();
    Coat.Marking marking =
        dice.pick(
            Coat.Marking.PLAIN, Coat.Marking.STRIPED, Coat.Marking.STRIPED, Coat.Marking.PATCHED);
    Pose pose = brush.look().pose();
    boolean sits = pose == null ? dice.chance(0.6) : pose == Pose.SITTING;
    if (sits) {
      sitting(brush, coat, marking);
    } else {
      walking(brush, coat, marking, pose == Pose.RUNNING || pose == Pose.JUMPING);
    }
  }

  private static void sitting(Brush brush, Color coat, Coat.Marking marking) {
    Dice dice = brush.dice();
    double wide = dice.between(25, 31);
    double curl = dice.between(58, 72);
    brush.solid(
        rope(40, 92, 6, 70, 94, 6, 84, 82, 5.5, 86, curl + 8, 5, 80, curl, 4.5, 84, curl - 10, 4),
        coat);
    Shape body =
        blob(
            at(50, 42),
            at(63, 52),
            at(50 + wide, 78),
            at(50 + wide - 3, 96),
            at(62, 100),
            at(38, 100),
            at(50 - wide + 3, 96),
            at(50 - wide, 78),
            at(37, 52));
    brush.round(body, coat);
    Coat.mark(brush, body, coat, marking);
    brush.flat(
        blob(at(50, 52), at(59, 62), at(57, 80), at(50, 86), at(43, 80), at(41, 62)),
        Coat.pale(coat));
    for (int side : new int[] {-1, 1}) {
      brush.solid(limb(50 + side * 8, 66, 6, 50 + side * 8, 92, 5, 50 + side * 9, 96, 5.6), coat);
      brush.solid(ellipse(50 + side * (wide - 5), 96, 9, 5), coat);
      brush.line(lines(at(50 + side * 7, 94), at(50 + side * 7, 99)), darker(coat, 0.6), 0.8);
      brush.line(lines(at(50 + side * 11, 94), at(50 + side * 11, 99)), darker(coat, 0.6), 0.8);
    }
    brush.turn(dice.between(-7, 7), 50, 40);
    head(brush, 50, 28, coat, marking);
  }

  private static void walking(Brush brush, Color coat, Coat.Marking marking, boolean leaping) {
    Dice dice = brush.dice();
    double stride = leaping ? 22 : dice.between(4, 10);
    double top = dice.between(44, 48);
    double tail = dice.between(-4, 12);
    double length = dice.between(94, 104);
    brush.solid(
        rope(14, top + 10, 5, -2, top, 4.8, -8, tail + 22, 4.6, -4, tail + 6, 4.4, 6, tail, 4.2),
        coat);
    brush.solid(Coat.leg(22, 72, -stride * 0.3 + 6, 6, -3), Coat.far(coat));
    brush.solid(Coat.leg(length - 16, 72, -stride * 0.6, 6, 1), Coat.far(coat));
    Shape body =
        blob(
            at(6, top + 16),
            at(22, top + 1),
            at(length * 0.5, top + 4),
            at(length - 14, top - 2),
            at(length, top + 12),
            at(length - 8, top + 30),
            at(length * 0.52, top + 32),
            at(22, top + 33),
            at(8, top + 28));
    Shape legs =
        join(Coat.leg(18, 72, -stride, 6.6, -3), Coat.leg(length - 11, 72, stride, 6.2, 1));
    brush.round(join(body, legs), coat);
    Color fold = darker(coat, 0.45);
    brush.line(curve(at(24, 62), at(27, 70), at(23, 78)), fold, 0.9);
    brush.line(curve(at(length - 20, 66), at(length - 19, 73), at(length - 15, 78)), fold, 0.9);
    Coat.mark(brush, body, coat, marking);
    AffineTransform place = AffineTransform.getTranslateInstance(length + 2, top - 2);
    place.scale(0.94, 0.94);
    brush.part(place, () -> head(brush, 0, 0, coat, marking));
  }

  private static void head(Brush brush, double x, double y, Color coat, Coat.Marking marking) {
    Dice dice = brush.dice();
    double wide = dice.between(21, 24.5);
    double tall = dice.between(17, 19);
    double ear = dice.between(19, 24);
    for (int side : new int[] {-1, 1}) {
      brush.solid(
          soft(
              3,
              at(x + side * (wide - 1), y - 4),
              at(x + side * (wide - 2), y - tall - ear * 0.62),
              at(x + side * 4, y - tall + 3)),
          coat);
      brush.flat(
          soft(
              2,
              at(x + side * (wide - 4.5), y - 9),
              at(x + side * (wide - 5), y - tall - ear * 0.32),
              at(x + side * 8.5, y - tall + 3)),
          ROSE);
    }
    Shape face =
        blob(
            at(x, y - tall),
            at(x + wide * 0.72, y - tall * 0.72),
            at(x + wide, y + 2),
            at(x + wide * 0.7, y + tall * 0.8),
            at(x, y + tall),
            at(x - wide * 0.7, y + tall * 0.8),
            at(x - wide, y + 2),
            at(x - wide * 0.72, y - tall * 0.72));
    brush.round(face, coat);
    if (marking == Coat.Marking.STRIPED) {
      for (int i = -1; i <= 1; i++) {
        brush.line(
            lines(at(x + i * 5, y - tall + 2), at(x + i * 4, y - tall + 9)),
            against(coat, 0.42),
            2.2);
      }
    }
    for (int side : new int[] {-1, 1}) {
      brush.flat(ellipse(x + side * 4.6, y + 8.5, 6.4, 5.2), Coat.pale(coat));
    }
    Color iris = dice.pick(new Color(0xd8, 0xe0, 0x62), new Color(0x9a, 0xdc, 0x74));
    for (int side : new int[] {-1, 1}) {
      double eye = x + side * wide * 0.43;
      brush.flat(ellipse(eye, y - 1.5, 5.8, 5.4), INK);
      brush.shining(ellipse(eye, y - 1.5, 4.9, 4.6), iris);
      brush.flat(ellipse(eye, y - 1.5, 1.7, 4.2), INK);
      brush.shining(circle(eye - 1.4, y - 3.2, 1.2), Shades.SNOW);
    }
    brush.flat(
        soft(1.2, at(x - 3.2, y + 4), at(x + 3.2, y + 4), at(x, y + 7.4)), darker(ROSE, 0.15));
    brush.line(curve(at(x, y + 7), at(x - 2, y + 10.4), at(x - 5.5, y + 10)), INK, 1);
    brush.line(curve(at(x, y + 7), at(x + 2, y + 10.4), at(x + 5.5, y + 10)), INK, 1);
    Color whisker = Shades.brightness(coat) < 0.5 ? Shades.SNOW : INK;
    for (int side : new int[] {-1, 1}) {
      for (int i = 0; i < 3; i++) {
        brush.line(
            curve(
                at(x + side * 9, y + 7 + i * 1.6),
                at(x + side * 19, y + 4 + i * 3.4),
                at(x + side * 28, y + 3 + i * 5)),
            whisker,
            0.7);
      }
    }
  }
}

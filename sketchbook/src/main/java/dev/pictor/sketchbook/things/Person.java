package dev.pictor.sketchbook.things;

import static dev.pictor.sketchbook.things.Shades.darker;
import static dev.pictor.sketchbook.things.Shapes.at;
import static dev.pictor.sketchbook.things.Shapes.blob;
import static dev.pictor.sketchbook.things.Shapes.box;
import static dev.pictor.sketchbook.things.Shapes.ellipse;
import static dev.pictor.sketchbook.things.Shapes.join;
import static dev.pictor.sketchbook.things.Shapes.limb;
import static dev.pictor.sketchbook.things.Shapes.lines;
import static dev.pictor.sketchbook.things.Shapes.rounded;
import static dev.pictor.sketchbook.things.Shapes.soft;

import dev.pictor.sketchbook.Pose;
import java.awt.Color;

/// A person in one of four poses: a man in a shirt, a woman in a dress of the hue asked for.
final class Person {
  private static final double UPPER_ARM = 14;
  private static final double LOWER_ARM = 13;
  private static final double THIGH = 21;
  private static final double SHIN = 21;

  private final Brush brush;
  private final Dice dice;
  private final Color shirt;
  private final Color trousers;
  private final Color skin;
  private final Color shoes;
  private final boolean dress;
  private final boolean longSleeves;
  private final double build;
  private final Head head;

  private Person(Brush brush, boolean woman) {
    this.brush = brush;
    this.dice = brush.dice();
    this.shirt = brush.hue();
    this.trousers =
        Shades.brightness(shirt) < 0.35
            ? dice.pick(new Color(0xb4, 0xac, 0x98), new Color(0x9f, 0xa6, 0xb0))
            : dice.pick(
                new Color(0x44, 0x49, 0x55),
                new Color(0x4a, 0x4b, 0x54),
                new Color(0x6a, 0x67, 0x62));
    this.skin =
        dice.pick(
            new Color(0xf6, 0xcf, 0xb2),
            new Color(0xe8, 0xb4, 0x8e),
            new Color(0xc7, 0x8a, 0x5e),
            new Color(0x96, 0x60, 0x3e),
            new Color(0x6a, 0x42, 0x2c));
    this.shoes = dice.pick(Shades.INK, Shades.SNOW, new Color(0x5a, 0x3a, 0x28));
    this.dress = woman;
    this.longSleeves = dice.chance(0.6);
    this.build = dice.between(0.9, 1.14);
    this.head = Head.of(brush, skin, woman);
  }

  static void man(Brush brush) {
    paint(brush, false);
  }

  static void woman(Brush brush) {
    paint(brush, true);
  }

  private static void paint(Brush brush, boolean woman) {
    Person person = new Person(brush, woman);
    Pose pose = brush.look().pose();
    switch (pose == null ? brush.dice().pick(Pose.values()) : pose) {
      case STANDING -> person.standing();
      case SITTING -> person.sitting();
      case RUNNING -> person.running();
      case JUMPING -> person.jumping();
    }
  }

  private void standing() {
    double spread = dice.between(3, 6);
    boolean akimbo = dice.chance(0.25);
    double sway = dice.between(8, 20);
    leg(46, 57, -spread, -spread * 0.6, trousers);
    leg(54, 57, spread, spread * 0.6, trousers);
    torso(50, 24, 50, 57);
    if (dress) {
      skirt(50, 52, 0, 22);
    }
    arm(50 - 10.5 * build, 27, -sway, akimbo ? 70 : -sway * 0.3);
    arm(50 + 10.5 * build, 27, akimbo ? 42 : sway, akimbo ? -70 : sway * 0.3);
    head.paint(50, 12, 0);
  }

  private void sitting() {
    boolean onGround = dice.chance(0.3);
    double lean = dice.between(-3, 3);
    if (onGround) {
      leg(47, 92, 62, 104, darker(trousers, 0.3));
      arm(44 + lean, 64, -30, -22);
      torso(45 + lean, 60, 46, 92);
      leg(47, 92, dice.between(118, 132), 28, trousers);
      if (dress) {
        brush.solid(blob(at(37, 82), at(54, 80), at(70, 86), at(66, 97), at(40, 99)), shirt);
      }
      arm(46 + lean, 64, 40, 74);
      head.paint(46 + lean * 1.4, 47, 4);
      return;
    }
    double seat = 66;
    Color wood = dice.pick(Shades.WOOD, new Color(0x6b, 0x6e, 0x76), new Color(0xa8, 0x8a, 0x66));
    seat(seat, wood);
    leg(47, seat - 6, 84, 6, darker(trousers, 0.3));
    arm(45 + lean, 33, 34, 70);
    torso(45 + lean, 29, 46, seat - 5);
    leg(46, seat - 6, 88, -4, trousers);
    if (dress) {
      brush.solid(
          blob(
              at(37, seat - 14),
              at(54, seat - 16),
              at(70, seat - 11),
              at(69, seat + 3),
              at(52, seat + 4),
              at(38, seat)),
          shirt);
    }
    arm(45 + lean, 33, 14, 62);
    head.paint(46 + lean * 1.4, 16, 6);
  }

  private void seat(double top, Color wood) {
    if (dice.chance(0.5)) {
      brush.solid(soft(3, at(28, top), at(62, top), at(63, 100), at(27, 100)), wood);
      brush.line(lines(at(29, (top + 100) / 2), at(61, (top + 100) / 2)), darker(wood, 0.5), 1.2);
    } else {
      brush.solid(box(31, top + 3, 4.5, 97 - top), darker(wood, 0.2));
      brush.solid(box(54, top + 3, 4.5, 97 - top), wood);
      brush.solid(rounded(27, top, 36, 6, 2.5), wood);
    }
  }

  private void running() {
    double lean = dice.between(9, 14);
    double reach = dice.between(56, 68);
    double kick = dice.between(34, 44);
    double shoulder = 48 + lean;
    arm(shoulder - 1, 27, dice.between(46, 58), 138);
    leg(48, 56, -kick, -kick - dice.between(50, 66), darker(trousers, 0.3));
    torso(shoulder, 24, 49, 56);
    leg(50, 56, reach, reach - dice.between(52, 66), trousers);
    if (dress) {
      brush.solid(
          blob(at(43, 48), at(57, 47), at(66, 58), at(62, 70), at(50, 66), at(36, 72), at(38, 60)),
          shirt);
    }
    arm(shoulder - 2, 27, -dice.between(50, 62), dice.between(20, 36));
    head.paint(shoulder + 5, 11, 10);
  }

  private void jumping() {
    boolean tucked = dice.chance(0.55);
    double open = dice.between(24, 44);
    double raise = dice.between(138, 158);
    if (tucked) {
      leg(45, 54, -dice.between(56, 72), -dice.between(-12, 18), trousers);
      leg(55, 54, dice.between(56, 72), dice.between(-12, 18), trousers);
    } else {
      leg(45, 54, -open - 12, -open - dice.between(14, 46), trousers);
      leg(55, 54, open + 12, open + dice.between(14, 46), trousers);
    }
    torso(50, 22, 50, 55);
    if (dress) {
      skirt(50, 50, 6, 16);
    }
    arm(50 - 10 * build, 25, -raise, -raise - dice.between(-8, 22));
    arm(50 + 10 * build, 25, raise, raise + dice.between(-8, 22));
    head.paint(50, 9, 0);
    brush.reserve(box(49, 104, 2, dice.between(6, 10)));
  }

  private void torso(double neckX, double neckY, double hipX, double hipY) {
    double shoulders = 12 * build;
    double hips = 9 * build;
    brush.solid(limb(neckX, neckY - 4, 4, neckX, neckY + 3, 4.4), darker(skin, 0.2), 0.4);
    brush.solid(
        blob(
            at(neckX - 4, neckY - 0.5),
            at(neckX + 4, neckY - 0.5),
            at(neckX + shoulders, neckY + 3),
            at(neckX + shoulders - 0.6, neckY + 10),
            at((neckX + hipX) / 2 + hips * 0.96, (neckY + hipY) / 2 + 3),
            at(hipX + hips, hipY + 1),
            at(hipX, hipY + 3),
            at(hipX - hips, hipY + 1),
            at((neckX + hipX) / 2 - hips * 0.96, (neckY + hipY) / 2 + 3),
            at(neckX - shoulders + 0.6, neckY + 10),
            at(neckX - shoulders, neckY + 3)),
        shirt);
  }

  private void skirt(double x, double y, double lift, double length) {
    double hem = 15 * build + lift;
    brush.solid(
        soft(
            4,
            at(x - 8 * build, y),
            at(x + 8 * build, y),
            at(x + hem, y + length - lift),
            at(x + 4, y + length + 1),
            at(x - hem, y + length - lift)),
        shirt);
  }

  /// An arm from the shoulder; angles in degrees from straight down, forward (right) positive.
  private void arm(double x, double y, double upper, double lower) {
    double elbowX = x + UPPER_ARM * Math.sin(Math.toRadians(upper));
    double elbowY = y + UPPER_ARM * Math.cos(Math.toRadians(upper));
    double handX = elbowX + LOWER_ARM * Math.sin(Math.toRadians(lower));
    double handY = elbowY + LOWER_ARM * Math.cos(Math.toRadians(lower));
    double thick = 3.7 * build;
    if (longSleeves) {
      brush.solid(ellipse(handX, handY, 3.9, 4.1), skin);
      double cuffX = handX - (handX - elbowX) * 0.16;
      double cuffY = handY - (handY - elbowY) * 0.16;
      brush.solid(
          limb(x, y, thick * 1.15, elbowX, elbowY, thick * 0.95, cuffX, cuffY, thick * 0.82),
          shirt);
    } else {
      brush.solid(
          join(
              limb(x, y, thick, elbowX, elbowY, thick * 0.86, handX, handY, thick * 0.7),
              ellipse(handX, handY, 3.5, 3.7)),
          skin);
      double hemX = x + (elbowX - x) * 0.62;
      double hemY = y + (elbowY - y) * 0.62;
      brush.solid(limb(x, y, thick * 1.18, hemX, hemY, thick * 1.12), shirt);
    }
  }

  private void leg(double x, double y, double upper, double lower, Color cloth) {
    double kneeX = x + THIGH * Math.sin(Math.toRadians(upper));
    double kneeY = y + THIGH * Math.cos(Math.toRadians(upper));
    double footX = kneeX + SHIN * Math.sin(Math.toRadians(lower));
    double footY = kneeY + SHIN * Math.cos(Math.toRadians(lower));
    double thick = 5.2 * build;
    double toe = Math.toRadians(lower + 90 - (x < 50 && upper < 0 && upper > -20 ? 180 : 0));
    brush.solid(
        limb(
            footX, footY + 0.4, 3.4, footX + 6 * Math.sin(toe), footY + 1 + 6 * Math.cos(toe), 2.8),
        shoes);
    Color shin = dress ? skin : cloth;
    brush.solid(
        limb(x, y, thick, kneeX, kneeY, thick * 0.82, footX, footY - 1, thick * 0.62), shin);
  }
}

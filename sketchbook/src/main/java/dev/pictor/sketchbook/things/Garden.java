package dev.pictor.sketchbook.things;

import static dev.pictor.sketchbook.things.Shades.CREAM;
import static dev.pictor.sketchbook.things.Shades.LEAF;
import static dev.pictor.sketchbook.things.Shades.SNOW;
import static dev.pictor.sketchbook.things.Shades.WOOD;
import static dev.pictor.sketchbook.things.Shades.darker;
import static dev.pictor.sketchbook.things.Shades.lighter;
import static dev.pictor.sketchbook.things.Shapes.at;
import static dev.pictor.sketchbook.things.Shapes.blob;
import static dev.pictor.sketchbook.things.Shapes.circle;
import static dev.pictor.sketchbook.things.Shapes.curve;
import static dev.pictor.sketchbook.things.Shapes.ellipse;
import static dev.pictor.sketchbook.things.Shapes.limb;
import static dev.pictor.sketchbook.things.Shapes.turned;
import static dev.pictor.sketchbook.things.Shapes.within;

import dev.pictor.sketchbook.Hue;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.AffineTransform;

/// What grows small: flower, mushroom, apple.
final class Garden {
  private Garden() {}

  /// A flower on its stalk: a daisy of petals, or a tulip.
  static void flower(Brush brush) {
    Dice dice = brush.dice();
    Color hue = brush.hue();
    double bend = dice.between(-6, 6);
    brush.solid(limb(50, 98, 2.2, 50 + bend, 76, 2, 50, 46, 1.8), LEAF);
    double low = dice.between(80, 90);
    brush.solid(
        blob(at(51, low + 6), at(60, low - 12), at(78, low - 18), at(72, low - 3), at(60, low + 5)),
        LEAF);
    brush.solid(
        blob(at(49, low + 2), at(40, low - 14), at(24, low - 17), at(29, low - 4), at(40, low + 3)),
        darker(LEAF, 0.12));
    if (dice.chance(0.28)) {
      tulip(brush, hue);
      return;
    }
    int petals = dice.whole(5, 10);
    double reach = dice.between(27, 32);
    double wide = Math.min(13, 66.0 / petals + dice.between(0, 2));
    brush.turn(dice.between(-20, 20), 50, 32);
    for (int pass = 0; pass < 2; pass++) {
      for (int i = pass; i < petals; i += 2) {
        Shape petal =
            blob(
                at(50, 30),
                at(50 + wide * 0.7, 30 - reach * 0.5),
                at(50 + wide, 30 - reach * 0.82),
                at(50, 30 - reach),
                at(50 - wide, 30 - reach * 0.82),
                at(50 - wide * 0.7, 30 - reach * 0.5));
        double degrees = 360.0 * i / petals;
        brush.solid(turned(petal, degrees, 50, 32), pass == 0 ? darker(hue, 0.12) : hue);
        brush.line(
            turned(
                curve(at(50, 24), at(50.5, 30 - reach * 0.6), at(50, 30 - reach * 0.8)),
                degrees,
                50,
                32),
            darker(hue, 0.35),
            0.8);
      }
    }
    boolean sunny = brush.look().hue() == Hue.YELLOW;
    Color heart = sunny ? darker(WOOD, 0.3) : new Color(0xf4, 0xc4, 0x3c);
    brush.round(circle(50, 32, 9), heart);
    for (int i = 0; i < 9; i++) {
      double angle = 2.4 * i;
      double away = 2.2 * Math.sqrt(i + 0.4);
      brush.flat(
          circle(50 + Math.cos(angle) * away, 32 + Math.sin(angle) * away, 0.9),
          darker(heart, 0.5));
    }
  }

  private static void tulip(Brush brush, Color hue) {
    brush.solid(blob(at(50, 0), at(62, 22), at(60, 44), at(40, 44), at(38, 22)), darker(hue, 0.25));
    brush.round(
        blob(at(28, 3), at(44, 20), at(52, 50), at(42, 55), at(29, 44), at(25, 22)),
        darker(hue, 0.06));
    brush.round(blob(at(72, 3), at(56, 20), at(48, 50), at(58, 55), at(71, 44), at(75, 22)), hue);
    brush.round(
        blob(at(50, 14), at(62, 32), at(60, 50), at(50, 56), at(40, 50), at(38, 32)),
        lighter(hue, 0.08));
  }

  /// A toadstool with pale spots, sometimes with a small one beside it.
  static void mushroom(Brush brush) {
    Dice dice = brush.dice();
    double wide = dice.between(40, 52);
    boolean pair = dice.chance(0.35);
    if (pair) {
      double x = dice.chance(0.5) ? 50 + wide * 0.85 : 50 - wide * 0.85;
      AffineTransform small = AffineTransform.getTranslateInstance(x - 23, 54);
      small.scale(0.46, 0.46);
      brush.part(small, () -> toadstool(brush, 36));
    }
    toadstool(brush, wide);
  }

  private static void toadstool(Brush brush, double wide) {
    Dice dice = brush.dice();
    Color hue = brush.hue();
    double brim = dice.between(58, 64);
    double stalk = dice.between(10, 13);
    brush.round(
        blob(
            at(50 - stalk * 0.8, brim - 6),
            at(50 + stalk * 0.8, brim - 6),
            at(50 + stalk * 0.9, 78),
            at(50 + stalk * 1.25, 96),
            at(50, 100),
            at(50 - stalk * 1.25, 96),
            at(50 - stalk * 0.9, 78)),
        CREAM);
    brush.solid(ellipse(50, brim, wide * 0.9, 8), darker(CREAM, 0.3));
    for (int i = -4; i <= 4; i++) {
      brush.line(
          curve(at(50 + i * 3, brim - 2), at(50 + i * wide * 0.17, brim + 5.5)),
          darker(CREAM, 0.55),
          0.8);
    }
    Shape cap =
        blob(
            at(50 - wide, brim + 1),
            at(50 - wide * 0.9, brim * 0.5),
            at(50 - wide * 0.52, brim * 0.12),
            at(50, 0),
            at(50 + wide * 0.52, brim * 0.12),
            at(50 + wide * 0.9, brim * 0.5),
            at(50 + wide, brim + 1),
            at(50 + wide * 0.5, brim - 3),
            at(50, brim - 4),
            at(50 - wide * 0.5, brim - 3));
    brush.round(cap, hue);
    Color spot = Shades.brightness(hue) > 0.82 ? darker(WOOD, 0.1) : SNOW;
    double[][] spots = {
      {-0.52, 0.62, 6},
      {-0.12, 0.36, 7},
      {0.38, 0.5, 6.4},
      {0.02, 0.74, 5},
      {0.68, 0.8, 4.4},
      {-0.76, 0.88, 3.6},
      {-0.36, 0.18, 3.8},
      {0.3, 0.14, 4}
    };
    int count = dice.whole(5, 8);
    for (int i = 0; i < count; i++) {
      double size = spots[i][2] * dice.between(0.85, 1.2);
      brush.solid(
          within(
              cap,
              ellipse(
                  50 + spots[i][0] * wide + dice.between(-2, 2),
                  spots[i][1] * brim,
                  size,
                  size * 0.84)),
          spot,
          0.4);
    }
    brush.gloss(turned(ellipse(50 - wide * 0.38, 15, 8, 3), -32, 50 - wide * 0.38, 15), 0.45);
    brush.shadow(
        within(
            blob(
                at(50 - stalk, brim),
                at(50 + stalk, brim),
                at(50 + stalk, brim + 9),
                at(50, brim + 12),
                at(50 - stalk, brim + 9)),
            ellipse(50, 80, stalk, 60)),
        0.2);
  }

  /// An apple with its stalk and a leaf.
  static void apple(Brush brush) {
    Dice dice = brush.dice();
    Color hue = brush.hue();
    double half = dice.between(40, 46);
    brush.turn(dice.between(-10, 10), 50, 60);
    Shape apple =
        blob(
            at(50, 25),
            at(50 + half * 0.5, 16),
            at(50 + half * 0.94, 28),
            at(50 + half, 52),
            at(50 + half * 0.7, 84),
            at(50 + half * 0.34, 99),
            at(50, 95),
            at(50 - half * 0.34, 99),
            at(50 - half * 0.7, 84),
            at(50 - half, 52),
            at(50 - half * 0.94, 28),
            at(50 - half * 0.5, 16));
    brush.round(apple, hue);
    brush.shadow(within(apple, ellipse(50, 23, 13, 5)), 0.35);
    double lean = dice.between(-5, 6);
    brush.solid(limb(50, 26, 1.8, 50 + lean * 0.4, 14, 1.7, 50 + lean, 3, 2.6), darker(WOOD, 0.3));
    if (dice.chance(0.85)) {
      brush.solid(blob(at(51, 17), at(62, 3), at(80, 0), at(76, 12), at(63, 18)), LEAF);
      brush.line(curve(at(53, 16), at(64, 10), at(76, 3)), darker(LEAF, 0.5), 0.9);
    }
    brush.gloss(turned(ellipse(50 - half * 0.52, 40, 5, 12), 20, 50 - half * 0.52, 40), 0.6);
    for (int i = 0; i < 7; i++) {
      brush.flat(
          circle(50 + dice.between(-0.5, 0.6) * half, dice.between(38, 86), 0.9),
          lighter(hue, 0.45));
    }
  }
}

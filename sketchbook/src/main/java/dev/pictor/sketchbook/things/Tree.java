package dev.pictor.sketchbook.things;

import static dev.pictor.sketchbook.things.Shades.WOOD;
import static dev.pictor.sketchbook.things.Shades.darker;
import static dev.pictor.sketchbook.things.Shades.lighter;
import static dev.pictor.sketchbook.things.Shapes.at;
import static dev.pictor.sketchbook.things.Shapes.blob;
import static dev.pictor.sketchbook.things.Shapes.circle;
import static dev.pictor.sketchbook.things.Shapes.curve;
import static dev.pictor.sketchbook.things.Shapes.ellipse;
import static dev.pictor.sketchbook.things.Shapes.limb;
import static dev.pictor.sketchbook.things.Shapes.soft;

import java.awt.Color;

/// A tree in its own colours: broad, poplar or fir.
final class Tree {
  private Tree() {}

  static void paint(Brush brush) {
    switch (brush.dice().whole(0, 4)) {
      case 0, 1 -> fir(brush);
      case 2 -> poplar(brush);
      default -> broad(brush);
    }
  }

  /// Green, from yellowish to bluish.
  static Color foliage(Dice dice) {
    return Color.getHSBColor(
        (float) dice.between(0.24, 0.37),
        (float) dice.between(0.52, 0.72),
        (float) dice.between(0.48, 0.68));
  }

  private static void trunk(Brush brush, double top, double thick) {
    brush.solid(
        blob(
            at(50 - thick, 100),
            at(50 - thick * 0.55, 88),
            at(50 - thick * 0.5, top),
            at(50 + thick * 0.5, top),
            at(50 + thick * 0.55, 88),
            at(50 + thick, 100)),
        WOOD);
    brush.line(curve(at(50 - 1, 96), at(50 + 1, 84), at(50, top + 8)), darker(WOOD, 0.5), 1);
  }

  private static void broad(Brush brush) {
    Dice dice = brush.dice();
    Color leaves = foliage(brush.dice());
    double wide = dice.between(30, 42);
    trunk(brush, 46, dice.between(6, 9));
    brush.solid(limb(50, 68, 3.4, 50 + wide * 0.5, 48, 2), WOOD);
    brush.solid(limb(50, 72, 3.4, 50 - wide * 0.5, 50, 2), WOOD);
    int clouds = dice.whole(6, 8);
    for (int i = 0; i < clouds; i++) {
      double angle = 2 * Math.PI * i / clouds + dice.between(-0.2, 0.2);
      double size = dice.between(14, 20);
      brush.round(
          ellipse(50 + Math.cos(angle) * (wide - 8), 34 + Math.sin(angle) * 19, size, size * 0.9),
          darker(leaves, Math.sin(angle) > 0 ? 0.28 : 0.08));
    }
    brush.round(ellipse(50, 34, wide * 0.78, 24), leaves, 0);
    for (int i = 0; i < 4; i++) {
      brush.round(
          circle(
              50 + dice.between(-wide * 0.6, wide * 0.3),
              dice.between(14, 36),
              dice.between(8, 13)),
          lighter(leaves, 0.07),
          0);
    }
    leaflets(brush, leaves, wide);
  }

  private static void leaflets(Brush brush, Color leaves, double wide) {
    Dice dice = brush.dice();
    for (int i = 0; i < 16; i++) {
      double x = 50 + dice.between(-wide, wide) * 0.8;
      double y = dice.between(14, 52);
      brush.line(
          curve(at(x - 2.4, y), at(x, y - 1.8), at(x + 2.4, y)),
          dice.chance(0.5) ? lighter(leaves, 0.22) : darker(leaves, 0.35),
          1.2);
    }
  }

  private static void poplar(Brush brush) {
    Dice dice = brush.dice();
    Color leaves = foliage(brush.dice());
    double wide = dice.between(17, 22);
    trunk(brush, 60, dice.between(4.5, 6));
    for (int i = 0; i < 7; i++) {
      double y = 72 - i * 11;
      double half = wide * Math.sin(Math.PI * (0.24 + 0.72 * (1 - i / 7.0)) * 0.9);
      brush.round(ellipse(50 + dice.between(-3, 3), y, half, 13), darker(leaves, 0.12));
    }
    brush.round(
        blob(
            at(50, 0),
            at(50 + wide * 0.62, 24),
            at(50 + wide * 0.85, 52),
            at(50 + wide * 0.55, 78),
            at(50, 84),
            at(50 - wide * 0.55, 78),
            at(50 - wide * 0.85, 52),
            at(50 - wide * 0.62, 24)),
        leaves);
    leaflets(brush, leaves, wide * 0.7);
  }

  private static void fir(Brush brush) {
    Dice dice = brush.dice();
    Color leaves = foliage(brush.dice());
    boolean snowy = dice.chance(0.15);
    int layers = dice.whole(3, 5);
    double wide = dice.between(27, 35);
    trunk(brush, 74, dice.between(5, 7));
    for (int i = 0; i < layers; i++) {
      double share = (i + 1.0) / layers;
      double low = 88 - (layers - 1 - i) * (70.0 / layers);
      double high = low - 34 - 12.0 / layers;
      double half = wide * (0.42 + 0.58 * share);
      int at = layers - 1 - i;
      double top = i == 0 ? Math.min(high, 0) : high;
      brush.solid(
          soft(
              2,
              at(50, top),
              at(50 + half * 0.5, low - 14),
              at(50 + half, low),
              at(50 + half * 0.5, low - 1.5),
              at(50 + half * 0.15, low + 4),
              at(50 - half * 0.3, low - 1),
              at(50 - half, low + 1),
              at(50 - half * 0.5, low - 14)),
          darker(leaves, 0.05 * at));
      if (snowy) {
        brush.solid(
            soft(
                2,
                at(50, top),
                at(50 + half * 0.34, top + 12),
                at(50, top + 9),
                at(50 - half * 0.34, top + 13)),
            Shades.SNOW,
            0);
      }
    }
  }
}

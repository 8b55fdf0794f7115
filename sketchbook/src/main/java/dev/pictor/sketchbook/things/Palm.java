package dev.pictor.sketchbook.things;

import static dev.pictor.sketchbook.things.Shades.WOOD;
import static dev.pictor.sketchbook.things.Shades.darker;
import static dev.pictor.sketchbook.things.Shades.lighter;
import static dev.pictor.sketchbook.things.Shapes.at;
import static dev.pictor.sketchbook.things.Shapes.circle;
import static dev.pictor.sketchbook.things.Shapes.curve;
import static dev.pictor.sketchbook.things.Shapes.limb;

import java.awt.Color;
import java.awt.geom.Path2D;

/// A palm: a bent, ringed trunk and a crown of hanging fronds.
final class Palm {
  private static final Color BARK = new Color(0xa8, 0x80, 0x52);

  private Palm() {}

  static void paint(Brush brush) {
    Dice dice = brush.dice();
    Color leaves = Tree.foliage(dice);
    double bend = dice.between(-26, 34);
    double crownX = 50 + bend;
    double crownY = dice.between(24, 30);
    double thick = dice.between(3.4, 4.6);
    brush.solid(
        limb(
            50,
            97,
            thick * 1.7,
            50 + bend * 0.1,
            80,
            thick * 1.2,
            50 + bend * 0.45,
            55,
            thick,
            crownX,
            crownY,
            thick * 0.85),
        BARK);
    for (int i = 1; i < 9; i++) {
      double share = i / 9.0;
      double x = 50 + bend * share * share;
      double y = 97 - (97 - crownY) * share;
      double half = thick * (1.5 - 0.6 * share);
      brush.line(
          curve(at(x - half, y - 1), at(x, y + 1.2), at(x + half, y - 1)), darker(BARK, 0.5), 0.9);
    }
    int fronds = dice.whole(6, 10);
    double reach = dice.between(34, 48);
    for (int pass = 0; pass < 2; pass++) {
      for (int i = pass; i < fronds; i += 2) {
        double angle = Math.PI * (1.12 - 1.24 * i / (fronds - 1.0)) + dice.between(-0.1, 0.1);
        frond(
            brush,
            crownX,
            crownY,
            angle,
            reach * dice.between(0.85, 1.1),
            pass == 0 ? darker(leaves, 0.3) : leaves);
      }
    }
    for (int i = 0; i < 3; i++) {
      brush.round(circle(crownX - 5 + i * 5, crownY + 4 + (i % 2) * 2, 3.6), darker(WOOD, 0.2));
    }
  }

  private static void frond(
      Brush brush, double x, double y, double angle, double reach, Color colour) {
    double tipX = x + Math.cos(angle) * reach;
    double tipY = y - Math.sin(angle) * reach * 0.72 + reach * 0.38;
    double midX = x + Math.cos(angle) * reach * 0.55;
    double midY = y - Math.sin(angle) * reach * 0.75 - reach * 0.1;
    int teeth = 8;
    Path2D leaf = new Path2D.Double();
    leaf.moveTo(x, y);
    leaf.quadTo(midX, midY - reach * 0.12, tipX, tipY);
    for (int i = teeth - 1; i > 0; i--) {
      double share = i / (double) teeth;
      double back = (1 - share) * (1 - share);
      double stemX = back * x + 2 * share * (1 - share) * midX + share * share * tipX;
      double stemY = back * y + 2 * share * (1 - share) * midY + share * share * tipY;
      double droop = reach * 0.32 * Math.sin(Math.PI * Math.min(1, share + 0.12));
      leaf.lineTo(stemX + Math.cos(angle) * 2, stemY + droop);
      leaf.lineTo(stemX - Math.cos(angle) * 1.5, stemY + droop * 0.4);
    }
    leaf.closePath();
    brush.solid(leaf, colour);
    brush.line(
        curve(at(x, y), at(midX, (midY + y) / 2 - reach * 0.12), at(tipX, tipY)),
        lighter(colour, 0.25),
        1);
  }
}

package dev.pictor.sketchbook.things;

import static dev.pictor.sketchbook.things.Shades.CREAM;
import static dev.pictor.sketchbook.things.Shades.INK;
import static dev.pictor.sketchbook.things.Shades.SNOW;
import static dev.pictor.sketchbook.things.Shades.WOOD;
import static dev.pictor.sketchbook.things.Shades.clear;
import static dev.pictor.sketchbook.things.Shades.darker;
import static dev.pictor.sketchbook.things.Shades.lighter;
import static dev.pictor.sketchbook.things.Shapes.at;
import static dev.pictor.sketchbook.things.Shapes.blob;
import static dev.pictor.sketchbook.things.Shapes.box;
import static dev.pictor.sketchbook.things.Shapes.circle;
import static dev.pictor.sketchbook.things.Shapes.curve;
import static dev.pictor.sketchbook.things.Shapes.ellipse;
import static dev.pictor.sketchbook.things.Shapes.lines;
import static dev.pictor.sketchbook.things.Shapes.polygon;
import static dev.pictor.sketchbook.things.Shapes.turned;
import static dev.pictor.sketchbook.things.Shapes.within;

import java.awt.Color;
import java.awt.Shape;

/// Balloon, ball and kite.
final class Toys {
  private Toys() {}

  /// A toy balloon on a string, or a hot-air balloon with its basket.
  static void balloon(Brush brush) {
    Dice dice = brush.dice();
    if (dice.chance(0.4)) {
      airship(brush);
      return;
    }
    Color hue = brush.hue();
    double half = dice.between(25, 29);
    double sway = dice.between(-8, 8);
    brush.line(
        curve(at(50, 66), at(50 + sway, 74), at(50 - sway * 0.6, 86), at(50 + sway * 0.4, 100)),
        INK,
        1.1);
    brush.solid(polygon(at(50, 62), at(45.5, 69), at(54.5, 69)), darker(hue, 0.2));
    brush.round(
        blob(
            at(50, 0),
            at(50 + half * 0.75, 7),
            at(50 + half, 28),
            at(50 + half * 0.66, 50),
            at(50, 64),
            at(50 - half * 0.66, 50),
            at(50 - half, 28),
            at(50 - half * 0.75, 7)),
        hue);
    brush.gloss(turned(ellipse(39, 19, 4.6, 9.5), 22, 39, 19), 0.7);
    brush.gloss(circle(36.5, 33, 2), 0.55);
  }

  private static void airship(Brush brush) {
    Dice dice = brush.dice();
    Color hue = brush.hue();
    double half = dice.between(36, 41);
    Shape bag =
        blob(
            at(50, 0),
            at(50 + half * 0.72, 8),
            at(50 + half, 32),
            at(50 + half * 0.62, 56),
            at(57, 72),
            at(43, 72),
            at(50 - half * 0.62, 56),
            at(50 - half, 32),
            at(50 - half * 0.72, 8));
    brush.line(lines(at(44, 70), at(44, 86)), WOOD, 1.1);
    brush.line(lines(at(56, 70), at(56, 86)), WOOD, 1.1);
    brush.round(bag, hue);
    Color stripe = Shades.brightness(hue) > 0.85 ? clear(darker(hue, 0.5), 0.5) : clear(CREAM, 0.8);
    double thin = half * 0.15;
    for (int side : new int[] {-1, 1}) {
      double x = 50 + side * half * 0.5;
      brush.flat(
          within(
              bag,
              blob(
                  at(50 + side * 5, 0),
                  at(x + side * thin, 32),
                  at(50 + side * 7, 74),
                  at(50 + side * 4, 74),
                  at(x - side * thin, 32))),
          stripe);
    }
    brush.shadow(within(bag, blob(at(72, 0), at(100, 30), at(60, 76), at(76, 40))), 0.16);
    brush.solid(Shapes.soft(2, at(42, 85), at(58, 85), at(56.5, 98), at(43.5, 98)), WOOD);
    brush.line(lines(at(42, 87), at(58, 87)), darker(WOOD, 0.5), 2);
  }

  /// A ball with panels: beach ball, football or a plain rubber ball with a band.
  static void ball(Brush brush) {
    Dice dice = brush.dice();
    Color hue = brush.hue();
    Color second = Shades.brightness(hue) > 0.8 ? INK : SNOW;
    Shape ball = circle(0, 0, 48);
    brush.turn(dice.between(-60, 60), 0, 0);
    brush.round(ball, hue);
    switch (dice.whole(0, 2)) {
      case 0 -> {
        for (int i = 0; i < 3; i++) {
          Shape panel = blob(at(0, -14), at(17, -34), at(13, -52), at(-13, -52), at(-17, -34));
          brush.round(within(ball, turned(panel, 120 * i + 8, 0, 0)), second);
        }
        brush.round(circle(0, 0, 9), second);
      }
      case 1 -> {
        for (int i = 0; i < 5; i++) {
          Shape spot =
              turned(polygon(at(-8, -38), at(8, -38), at(14, -54), at(-14, -54)), 72 * i, 0, 0);
          brush.flat(within(ball, spot), second);
          brush.line(
              turned(lines(at(0, -16), at(0, -38)), 72 * i + 36, 0, 0),
              clear(darker(hue, 0.75), 0.7),
              1.6);
        }
        brush.flat(turned(Shapes.soft(2, pentagon(15)), 36, 0, 0), second);
      }
      default -> {
        brush.flat(
            within(
                ball, blob(at(-54, -8), at(0, -2), at(54, -8), at(54, 8), at(0, 14), at(-54, 8))),
            clear(second, 0.92));
        brush.flat(
            within(
                ball, blob(at(-54, 15), at(0, 21), at(54, 15), at(54, 18), at(0, 24), at(-54, 18))),
            clear(second, 0.92));
      }
    }
    brush.shadow(within(ball, Shapes.without(ball, circle(-9, -9, 50))), 0.22);
    brush.gloss(ellipse(-18, -20, 9, 7), 0.6);
  }

  private static double[] pentagon(double radius) {
    double[] points = new double[10];
    for (int i = 0; i < 5; i++) {
      double angle = 2 * Math.PI * i / 5 - Math.PI / 2;
      points[2 * i] = Math.cos(angle) * radius;
      points[2 * i + 1] = Math.sin(angle) * radius;
    }
    return points;
  }

  /// A diamond kite with a tail of bows.
  static void kite(Brush brush) {
    Dice dice = brush.dice();
    Color hue = brush.hue();
    double half = dice.between(27, 33);
    double cross = dice.between(20, 25);
    double end = dice.between(66, 72);
    brush.turn(dice.between(-6, 22), 50, 40);
    double wave = dice.between(7, 11);
    brush.line(
        curve(
            at(50, end),
            at(50 + wave, end + 9),
            at(50 - wave, end + 20),
            at(50 + wave * 0.7, end + 30),
            at(46, end + 34)),
        INK,
        1.2);
    double[][] bows = {{50 + wave, end + 9}, {50 - wave, end + 20}, {50 + wave * 0.7, end + 30}};
    for (double[] bow : bows) {
      brush.solid(
          polygon(
              at(bow[0] - 7, bow[1] - 4),
              at(bow[0] + 7, bow[1] + 4),
              at(bow[0] + 7, bow[1] - 4),
              at(bow[0] - 7, bow[1] + 4)),
          hue);
    }
    Shape sail = polygon(at(50, 0), at(50 + half, cross), at(50, end), at(50 - half, cross));
    brush.solid(sail, hue);
    brush.flat(
        within(sail, polygon(at(50, 0), at(50 + half, cross), at(50, cross))), lighter(hue, 0.28));
    brush.flat(
        within(sail, polygon(at(50, cross), at(50 - half, cross), at(50, end))), darker(hue, 0.26));
    brush.shadow(within(sail, box(50, cross, 60, 80)), 0.06);
    brush.line(lines(at(50, 1), at(50, end - 1)), WOOD, 1.6);
    brush.line(lines(at(50 - half + 1, cross), at(50 + half - 1, cross)), WOOD, 1.6);
  }
}

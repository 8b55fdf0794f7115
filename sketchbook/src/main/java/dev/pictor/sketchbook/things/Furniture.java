package dev.pictor.sketchbook.things;

import static dev.pictor.sketchbook.things.Shades.AMBER;
import static dev.pictor.sketchbook.things.Shades.STEEL;
import static dev.pictor.sketchbook.things.Shades.darker;
import static dev.pictor.sketchbook.things.Shades.lighter;
import static dev.pictor.sketchbook.things.Shapes.at;
import static dev.pictor.sketchbook.things.Shapes.circle;
import static dev.pictor.sketchbook.things.Shapes.curve;
import static dev.pictor.sketchbook.things.Shapes.ellipse;
import static dev.pictor.sketchbook.things.Shapes.lines;
import static dev.pictor.sketchbook.things.Shapes.rounded;
import static dev.pictor.sketchbook.things.Shapes.soft;

import java.awt.Color;
import java.awt.Shape;

/// Chair, table and lamp.
final class Furniture {
  private Furniture() {}

  /// A chair, half turned: a back of slats or a padded one, a seat, four legs.
  static void chair(Brush brush) {
    Dice dice = brush.dice();
    Color hue = brush.hue();
    double thick = dice.between(5.5, 7.5);
    double lean = dice.between(3, 8);
    double seat = dice.between(54, 58);
    Color far = darker(hue, 0.42);
    brush.solid(
        soft(2, at(24, seat - 4), at(24 + thick, seat - 4), at(24 + thick, 90), at(25, 90)), far);
    brush.solid(soft(2, at(64, seat), at(64 + thick, seat), at(66 + thick, 90), at(67, 90)), far);
    boolean padded = dice.chance(0.4);
    if (padded) {
      brush.solid(soft(8, at(8 - lean, 0), at(44 - lean, 5), at(44, seat), at(10, seat + 2)), hue);
      brush.line(
          soft(6, at(13 - lean, 6), at(39 - lean, 10), at(39, seat - 6), at(15, seat - 5)),
          darker(hue, 0.4),
          1);
    } else {
      brush.solid(
          soft(2, at(6 - lean, 0), at(6 - lean + thick, 0), at(10 + thick, seat), at(10, seat)),
          hue);
      brush.solid(
          soft(
              2,
              at(40 - lean, 4),
              at(40 - lean + thick, 4),
              at(40 + thick, seat - 4),
              at(40, seat - 4)),
          hue);
      int slats = dice.whole(2, 3);
      for (int i = 0; i < slats; i++) {
        double y = 5 + i * (40.0 / slats);
        double shift = lean * (1 - y / seat);
        brush.solid(
            soft(
                2,
                at(10 - shift, y),
                at(42 - shift, y + 4),
                at(42 - shift, y + 12),
                at(10 - shift, y + 9)),
            hue);
      }
    }
    brush.solid(
        soft(3, at(8, seat), at(40, seat - 6), at(78, seat + 1), at(50, seat + 12)),
        lighter(hue, 0.12));
    brush.solid(soft(1, at(8, seat), at(50, seat + 12), at(50, seat + 19), at(8, seat + 7)), hue);
    brush.solid(
        soft(1, at(50, seat + 12), at(78, seat + 1), at(78, seat + 7), at(50, seat + 19)),
        darker(hue, 0.25));
    brush.solid(
        soft(2, at(8, seat + 5), at(8 + thick, seat + 7), at(7 + thick, 95), at(8, 95)), hue);
    brush.solid(
        soft(2, at(46, seat + 16), at(46 + thick, seat + 17), at(47 + thick, 100), at(47, 100)),
        hue);
    brush.solid(
        soft(2, at(72, seat + 6), at(78, seat + 5), at(80, 94), at(75, 94)), darker(hue, 0.2));
  }

  /// A table: long on four legs or round on one foot.
  static void table(Brush brush) {
    Dice dice = brush.dice();
    Color hue = brush.hue();
    double wide = dice.between(126, 150);
    double top = dice.between(14, 20);
    if (dice.chance(0.3)) {
      double half = wide * 0.46;
      brush.solid(
          soft(
              5,
              at(half - 8, 20),
              at(half + 8, 20),
              at(half + 6, 80),
              at(half + 30, 100),
              at(half - 30, 100),
              at(half - 6, 80)),
          darker(hue, 0.2));
      brush.solid(ellipse(half, top + 5, half, 15), darker(hue, 0.35));
      brush.solid(ellipse(half, top, half, 15), hue);
      brush.gloss(ellipse(half * 0.7, top - 4, half * 0.4, 4), 0.3);
      return;
    }
    double thick = dice.between(8, 11);
    Color far = darker(hue, 0.45);
    brush.solid(soft(1, at(22, 20), at(22 + thick, 20), at(21 + thick, 86), at(23, 86)), far);
    brush.solid(
        soft(
            1,
            at(wide - 22 - thick, 20),
            at(wide - 22, 20),
            at(wide - 23, 86),
            at(wide - 21 - thick, 86)),
        far);
    brush.solid(
        soft(1, at(3, top + 10), at(wide - 3, top + 10), at(wide - 5, top + 26), at(5, top + 26)),
        darker(hue, 0.22));
    brush.solid(
        soft(2, at(4, top + 12), at(4 + thick, top + 12), at(2 + thick, 100), at(6, 100)), hue);
    brush.solid(
        soft(
            2,
            at(wide - 4 - thick, top + 12),
            at(wide - 4, top + 12),
            at(wide - 6, 100),
            at(wide - 2 - thick, 100)),
        hue);
    brush.solid(
        soft(2, at(18, 0), at(wide - 18, 0), at(wide + 3, top), at(-3, top)), lighter(hue, 0.12));
    brush.solid(
        soft(1, at(-3, top), at(wide + 3, top), at(wide + 3, top + 7), at(-3, top + 7)), hue);
    for (int i = 0; i < 3; i++) {
      double y = 4 + i * 4.5;
      double x = dice.between(24, 50);
      brush.line(lines(at(x, y), at(x + dice.between(30, 60), y)), darker(hue, 0.25), 0.8);
    }
    if (dice.chance(0.4)) {
      brush.line(rounded(wide / 2 - 18, top + 10, 36, 12, 2), darker(hue, 0.55), 1);
      brush.round(circle(wide / 2, top + 16, 2.2), STEEL);
    }
  }

  /// A lamp with a shade in the hue, lit from within by night.
  static void lamp(Brush brush) {
    Dice dice = brush.dice();
    Color hue = brush.hue();
    boolean floor = dice.chance(0.4);
    double half = floor ? dice.between(25, 29) : dice.between(33, 38);
    double neck = half * dice.between(0.45, 0.6);
    double hem = floor ? 38 : dice.between(46, 52);
    Color foot = dice.pick(darker(hue, 0.3), darker(STEEL, 0.3), darker(hue, 0.3));
    if (brush.night()) {
      brush.glow(50, hem, half * 2.2, AMBER, 0.8);
    }
    if (floor) {
      brush.solid(rounded(48.4, hem - 4, 3.2, 98 - hem, 1), foot);
      brush.solid(soft(3, at(36, 100), at(40, 95), at(60, 95), at(64, 100)), foot);
    } else {
      brush.solid(rounded(48, hem - 4, 4, 16, 1), darker(foot, 0.2));
      double belly = dice.between(9, 15);
      brush.round(
          Shapes.blob(
              at(46, hem + 8),
              at(54, hem + 8),
              at(50 + belly, 76),
              at(50 + belly * 0.7, 92),
              at(50, 95),
              at(50 - belly * 0.7, 92),
              at(50 - belly, 76)),
          foot);
      brush.solid(soft(3, at(32, 100), at(36, 93), at(64, 93), at(68, 100)), foot);
    }
    brush.round(ellipse(50, hem + 1, half * 0.3, 6), Shades.CREAM);
    Shape shade =
        soft(3, at(50 - neck, 0), at(50 + neck, 0), at(50 + half, hem), at(50 - half, hem));
    if (brush.night()) {
      brush.shining(shade, hue);
      brush.shining(
          soft(
              3,
              at(50 - neck * 0.6, 4),
              at(50 + neck * 0.6, 4),
              at(50 + half * 0.7, hem - 2),
              at(50 - half * 0.7, hem - 2)),
          Shades.clear(AMBER, 0.35));
    } else {
      brush.solid(shade, hue);
    }
    for (double share : new double[] {-0.5, 0, 0.5}) {
      brush.line(
          lines(at(50 + neck * share, 2), at(50 + half * share, hem - 1)), darker(hue, 0.3), 0.8);
    }
    brush.line(
        lines(at(50 - half + 1, hem - 3), at(50 + half - 1, hem - 3)), darker(hue, 0.4), 2.4);
    brush.line(lines(at(50 - neck, 1.6), at(50 + neck, 1.6)), darker(hue, 0.4), 2.4);
    double cord = 50 + half * 0.55;
    brush.line(curve(at(cord, hem), at(cord, hem + 12)), STEEL, 0.9);
    brush.round(circle(cord, hem + 13, 1.8), AMBER);
  }
}

package dev.pictor.sketchbook.things;

import static dev.pictor.sketchbook.things.Shades.CREAM;
import static dev.pictor.sketchbook.things.Shades.INK;
import static dev.pictor.sketchbook.things.Shades.SNOW;
import static dev.pictor.sketchbook.things.Shades.STEEL;
import static dev.pictor.sketchbook.things.Shades.WOOD;
import static dev.pictor.sketchbook.things.Shades.against;
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
import static dev.pictor.sketchbook.things.Shapes.rounded;
import static dev.pictor.sketchbook.things.Shapes.soft;
import static dev.pictor.sketchbook.things.Shapes.within;

import dev.pictor.sketchbook.Hue;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Path2D;

/// Cup, book and umbrella.
final class Household {
  private static final Color COFFEE = new Color(0x4e, 0x30, 0x20);

  private Household() {}

  /// A steaming cup with a handle, a mug or a bowl on a saucer.
  static void cup(Brush brush) {
    Dice dice = brush.dice();
    Color hue = brush.hue();
    boolean bowl = dice.chance(0.45);
    double wide = bowl ? dice.between(36, 40) : dice.between(28, 33);
    double foot = bowl ? wide * 0.5 : wide * dice.between(0.8, 0.95);
    double rim = 34;
    double base = bowl ? 90 : 95;
    for (int i = -1; i <= 1; i++) {
      double x = 50 + i * 13;
      double top = dice.between(0, 8);
      brush.line(curve(at(x, 27), at(x - 4, 20), at(x + 4, 12), at(x, top)), clear(SNOW, 0.7), 3);
    }
    if (bowl) {
      brush.solid(ellipse(50, 93, wide + 10, 7), darker(hue, 0.1));
      brush.shadow(ellipse(50, 92, wide * 0.66, 4), 0.3);
    }
    double handle = dice.between(17, 21);
    double edge = 50 + wide * 0.86;
    Shape loop =
        curve(at(edge, 46), at(edge + handle, 44), at(edge + handle, 68), at(edge - 4, 74));
    brush.line(loop, darker(hue, 0.55), 9.6);
    brush.line(loop, darker(hue, 0.1), 7.8);
    brush.line(Shapes.moved(loop, -0.6, -1.4), lighter(hue, 0.3), 1.8);
    Path2D body = new Path2D.Double();
    body.moveTo(50 - wide, rim);
    body.curveTo(50 - wide, bowl ? 70 : 86, 50 - foot, base + 2, 50 - foot * 0.8, base + 3);
    body.quadTo(50, base + 7, 50 + foot * 0.8, base + 3);
    body.curveTo(50 + foot, base + 2, 50 + wide, bowl ? 70 : 86, 50 + wide, rim);
    body.closePath();
    brush.round(body, hue);
    brush.shadow(within(body, box(50 + wide * 0.5, 20, 40, 90)), 0.14);
    brush.gloss(within(body, rounded(50 - wide * 0.76, 44, 5, 34, 2.5)), 0.5);
    if (dice.chance(0.45)) {
      brush.flat(within(body, box(0, dice.between(60, 66), 110, 6)), against(hue, 0.5));
    }
    brush.solid(ellipse(50, rim, wide, 8), lighter(hue, 0.2));
    brush.solid(ellipse(50, rim + 0.8, wide - 4, 5.8), COFFEE);
    brush.gloss(ellipse(50 - wide * 0.4, rim, wide * 0.2, 1.4), 0.4);
  }

  /// A book: open, or closed and standing upright, with its cover in the hue.
  static void book(Brush brush) {
    boolean open = brush.dice().chance(0.35);
    // The white pages of an open black book would outweigh its cover.
    if (open && brush.look().hue() != Hue.BLACK) {
      open(brush);
    } else {
      closed(brush);
    }
  }

  private static void open(Brush brush) {
    Dice dice = brush.dice();
    Color hue = brush.hue();
    double wide = dice.between(60, 68);
    double sag = dice.between(5, 9);
    brush.turn(dice.between(-6, 6), 0, 50);
    brush.solid(
        soft(
            5,
            at(-wide - 14, 4),
            at(0, 18),
            at(wide + 14, 4),
            at(wide + 20, 94),
            at(0, 112),
            at(-wide - 20, 94)),
        hue);
    for (int side : new int[] {-1, 1}) {
      Path2D page = new Path2D.Double();
      page.moveTo(0, 18);
      page.curveTo(side * wide * 0.3, 8 - sag, side * wide * 0.7, 4, side * wide, 12);
      page.lineTo(side * (wide + 2), 78);
      page.curveTo(side * wide * 0.7, 70, side * wide * 0.3, 74 - sag, 0, 86);
      page.closePath();
      brush.solid(page, side < 0 ? CREAM : darker(CREAM, 0.1));
      int count = dice.whole(5, 7);
      for (int i = 0; i < count; i++) {
        double y = 22 + i * 46.0 / count;
        double end = i == count - 1 ? 0.5 : 0.85;
        brush.line(
            curve(
                at(side * wide * 0.14, y + 2),
                at(side * wide * 0.45, y - 3),
                at(side * wide * end, y - 1)),
            darker(STEEL, 0.45),
            1.8);
      }
    }
    brush.shadow(polygon(at(-3, 18), at(3, 18), at(3, 86), at(-3, 86)), 0.22);
    if (dice.chance(0.5)) {
      brush.solid(
          soft(
              1,
              at(wide * 0.4, 72),
              at(wide * 0.5, 72),
              at(wide * 0.5, 98),
              at(wide * 0.45, 93),
              at(wide * 0.4, 98)),
          hue);
    }
  }

  private static void closed(Brush brush) {
    Dice dice = brush.dice();
    Color hue = brush.hue();
    double wide = dice.between(62, 72);
    double thick = dice.between(10, 15);
    brush.turn(dice.between(-9, 9), 40, 100);
    brush.solid(
        soft(2, at(4, 96), at(12, 86), at(wide + thick, 86), at(wide + thick - 6, 98)),
        darker(hue, 0.35));
    brush.solid(
        polygon(at(wide, 4), at(wide + thick - 3, 0), at(wide + thick - 3, 92), at(wide, 97)),
        CREAM);
    for (int i = 1; i < 4; i++) {
      double x = wide + (thick - 3) * i / 4;
      brush.line(lines(at(x, 4), at(x, 94)), darker(CREAM, 0.4), 0.7);
    }
    brush.solid(soft(3, at(0, 4), at(wide, 4), at(wide, 98), at(0, 98)), hue);
    brush.shadow(box(0.5, 4.5, 9, 93), 0.25);
    brush.gloss(box(9.5, 5, 1.6, 92), 0.35);
    Color title = Shades.brightness(hue) > 0.7 ? darker(WOOD, 0.4) : CREAM;
    brush.line(rounded(16, 12, wide - 23, 78, 3), title, 1.6);
    brush.flat(rounded(wide * 0.36, 24, wide * 0.48, 5, 2), title);
    brush.flat(rounded(wide * 0.42, 34, wide * 0.36, 4, 2), title);
    switch (dice.whole(0, 2)) {
      case 0 -> brush.flat(circle(wide * 0.6, 62, 11), title);
      case 1 -> brush.flat(Shapes.star(wide * 0.6, 62, 14, 6, 5), title);
      default ->
          brush.flat(polygon(at(wide * 0.6, 50), at(wide * 0.78, 74), at(wide * 0.42, 74)), title);
    }
  }

  /// An open umbrella with ribs, a scalloped hem and a hooked handle.
  static void umbrella(Brush brush) {
    Dice dice = brush.dice();
    Color hue = brush.hue();
    double half = dice.between(48, 56);
    double hem = dice.between(46, 52);
    brush.turn(dice.between(-16, 16), 50, 50);
    brush.line(lines(at(50, 2), at(50, 92)), darker(STEEL, 0.45), 2.8);
    brush.line(curve(at(50, 88), at(50, 96), at(57, 100), at(63, 95), at(63, 90)), WOOD, 4.6);
    int panels = 6;
    Path2D cover = new Path2D.Double();
    cover.moveTo(50 - half, hem);
    cover.curveTo(50 - half * 0.9, hem * 0.32, 50 - half * 0.4, 7, 50, 5);
    cover.curveTo(50 + half * 0.4, 7, 50 + half * 0.9, hem * 0.32, 50 + half, hem);
    for (int i = 1; i <= panels; i++) {
      double x = 50 + half * (1 - 2.0 * i / panels);
      double before = 50 + half * (1 - 2.0 * (i - 1) / panels);
      cover.quadTo((x + before) / 2, hem - 9, x, hem);
    }
    cover.closePath();
    brush.round(cover, hue);
    for (int i = 1; i < panels; i++) {
      double hemX = 50 + half * (1 - 2.0 * i / panels);
      double lean = (hemX - 50) * 0.92;
      if (i % 2 == 0) {
        double nextX = 50 + half * (1 - 2.0 * (i - 1) / panels);
        Path2D panel = new Path2D.Double();
        panel.moveTo(50, 5);
        panel.quadTo(50 + lean, 12, hemX, hem);
        panel.lineTo(nextX, hem);
        panel.quadTo(50 + (nextX - 50) * 0.92, 12, 50, 5);
        panel.closePath();
        brush.shadow(within(cover, panel), 0.14);
      }
      brush.line(
          curve(at(50, 6), at(50 + lean * 0.62, 17), at(hemX, hem - 1)), darker(hue, 0.5), 1.1);
    }
    brush.solid(blob(at(48.5, 7), at(50, 0), at(51.5, 7)), INK);
    brush.gloss(blob(at(24, 26), at(34, 15), at(44, 10), at(36, 18), at(28, 28)), 0.4);
  }
}

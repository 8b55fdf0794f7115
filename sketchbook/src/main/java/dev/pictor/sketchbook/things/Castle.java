package dev.pictor.sketchbook.things;

import static dev.pictor.sketchbook.things.Shades.AMBER;
import static dev.pictor.sketchbook.things.Shades.INK;
import static dev.pictor.sketchbook.things.Shades.WOOD;
import static dev.pictor.sketchbook.things.Shades.darker;
import static dev.pictor.sketchbook.things.Shapes.at;
import static dev.pictor.sketchbook.things.Shapes.box;
import static dev.pictor.sketchbook.things.Shapes.lines;
import static dev.pictor.sketchbook.things.Shapes.polygon;
import static dev.pictor.sketchbook.things.Shapes.rounded;
import static dev.pictor.sketchbook.things.Shapes.soft;
import static dev.pictor.sketchbook.things.Shapes.within;

import java.awt.Color;
import java.awt.Shape;

/// A castle: towers with battlements or pointed roofs, a wall and a gate.
final class Castle {
  private Castle() {}

  static void paint(Brush brush) {
    Dice dice = brush.dice();
    double wide = dice.between(92, 116);
    Color stone = brush.hue();
    double tower = dice.between(21, 25);
    boolean pointed = dice.chance(0.65);
    double keepTop = dice.between(16, 24);
    double keep = dice.between(28, 34);

    tower(brush, wide / 2 - keep / 2, keepTop, keep, pointed, darker(stone, 0.16));
    brush.solid(box(tower - 4, 54, wide - 2 * tower + 8, 46), stone);
    battlements(brush, tower - 4, 54, wide - 2 * tower + 8, darker(stone, 0.06));
    double left = dice.between(28, 38);
    tower(brush, 0, left, tower, pointed, stone);
    tower(brush, wide - tower, left + dice.between(-6, 6), tower, pointed, stone);
    gate(brush, wide / 2, dice.between(22, 26));
  }

  private static void tower(
      Brush brush, double x, double top, double wide, boolean pointed, Color stone) {
    brush.solid(box(x, top, wide, 100 - top), stone);
    bricks(brush, x, top, wide, stone);
    double head = top + 2;
    if (pointed) {
      double peak = top - wide * 0.95;
      brush.solid(
          soft(1.5, at(x - 4, head + 2), at(x + wide / 2, peak), at(x + wide + 4, head + 2)),
          roof(stone));
      flag(brush, x + wide / 2, peak);
    } else {
      brush.solid(box(x - 2.5, top - 4, wide + 5, 9), stone);
      battlements(brush, x - 2.5, top - 3, wide + 5, stone);
      if (brush.dice().chance(0.4)) {
        flag(brush, x + wide / 2, top - 4);
      }
    }
    window(brush, x + wide / 2, top + 13);
    window(brush, x + wide / 2, top + 33);
  }

  private static Color roof(Color stone) {
    return Shades.brightness(stone) < 0.35 ? Shades.STEEL : new Color(0x50, 0x4c, 0x5c);
  }

  private static void battlements(Brush brush, double x, double y, double wide, Color stone) {
    int count = (int) Math.max(3, Math.round(wide / 10));
    double step = wide / (count - 0.4);
    for (int i = 0; i < count; i++) {
      brush.solid(box(x + i * step, y - 6, step * 0.6, 7), stone, 0.6);
    }
    brush.shadow(box(x, y + 4, wide, 1.6), 0.25);
  }

  private static void window(Brush brush, double x, double y) {
    if (brush.night()) {
      brush.glow(x, y + 4, 9, AMBER, 0.6);
      brush.shining(rounded(x - 2.6, y, 5.2, 10, 2.6), AMBER);
    } else {
      brush.flat(rounded(x - 2.6, y, 5.2, 10, 2.6), INK);
    }
  }

  private static void flag(Brush brush, double x, double top) {
    brush.line(lines(at(x, top + 1), at(x, top - 12)), WOOD, 1.2);
    brush.solid(polygon(at(x, top - 12), at(x + 12, top - 9), at(x, top - 5)), brush.hue(), 0.6);
  }

  private static void gate(Brush brush, double x, double wide) {
    double top = 66;
    double half = wide / 2;
    brush.flat(arch(x, half + 3, top - 3), darker(Shades.STEEL, 0.35));
    brush.solid(arch(x, half, top), darker(WOOD, 0.3));
    for (int i = -1; i <= 1; i++) {
      brush.line(lines(at(x + i * wide / 4, top + 6), at(x + i * wide / 4, 99)), INK, 1.1);
    }
    brush.line(lines(at(x - wide / 2 + 1, 84), at(x + wide / 2 - 1, 84)), INK, 1.1);
    brush.flat(box(x - wide * 0.7, 97, wide * 1.4, 3), darker(Shades.STEEL, 0.5));
  }

  private static Shape arch(double x, double half, double top) {
    Shape tall =
        soft(half, at(x - half, 140), at(x - half, top), at(x + half, top), at(x + half, 140));
    return within(tall, box(x - half, top, 2 * half, 100 - top));
  }

  private static void bricks(Brush brush, double left, double top, double wide, Color stone) {
    Dice dice = brush.dice();
    Color joint = Shades.against(stone, 0.22);
    for (int i = 0; i < 9; i++) {
      double x = left + (dice.chance(0.5) ? 1.5 : wide - 7.5) + dice.between(-0.5, 0.5);
      double y = top + 8 + 4 * Math.floor(dice.between(0, (86 - top) / 4));
      brush.flat(rounded(x, y, 6, 2.6, 0.8), joint);
    }
  }
}

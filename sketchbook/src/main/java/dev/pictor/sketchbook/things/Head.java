package dev.pictor.sketchbook.things;

import static dev.pictor.sketchbook.things.Shades.INK;
import static dev.pictor.sketchbook.things.Shades.darker;
import static dev.pictor.sketchbook.things.Shapes.at;
import static dev.pictor.sketchbook.things.Shapes.blob;
import static dev.pictor.sketchbook.things.Shapes.box;
import static dev.pictor.sketchbook.things.Shapes.circle;
import static dev.pictor.sketchbook.things.Shapes.curve;
import static dev.pictor.sketchbook.things.Shapes.ellipse;
import static dev.pictor.sketchbook.things.Shapes.lines;
import static dev.pictor.sketchbook.things.Shapes.rounded;
import static dev.pictor.sketchbook.things.Shapes.without;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.AffineTransform;

/// A person's head: face, hair and sometimes a hat.
record Head(Brush brush, Color skin, Color hair, Style style, Hat hat) {
  enum Style {
    SHORT,
    LONG,
    CURLY,
    BUN,
    BALD
  }

  enum Hat {
    NONE,
    CAP,
    BRIMMED,
    WOOLLY
  }

  static Head of(Brush brush, Color skin, boolean woman) {
    Dice dice = brush.dice();
    Color hair =
        dice.pick(
            new Color(0x2a, 0x22, 0x22),
            new Color(0x4e, 0x32, 0x22),
            new Color(0x8a, 0x56, 0x2c),
            new Color(0xd9, 0xb0, 0x62),
            new Color(0xb9, 0xb6, 0xb4));
    Style style =
        woman
            ? dice.pick(Style.LONG, Style.BUN, Style.LONG)
            : dice.pick(Style.SHORT, Style.SHORT, Style.CURLY, Style.BALD);
    Hat hat = dice.chance(0.22) ? dice.pick(Hat.CAP, Hat.BRIMMED, Hat.WOOLLY) : Hat.NONE;
    return new Head(brush, skin, hair, style, hat);
  }

  /// Paints the head about a centre; `degrees` tilts it forward.
  void paint(double x, double y, double degrees) {
    AffineTransform place = AffineTransform.getTranslateInstance(x, y);
    place.rotate(Math.toRadians(degrees));
    brush.part(place, this::paint);
  }

  private void paint() {
    if (style == Style.LONG) {
      brush.solid(
          blob(
              at(0, -12),
              at(9, -8),
              at(11, 4),
              at(12, 17),
              at(5, 16),
              at(-5, 16),
              at(-12, 17),
              at(-11, 4),
              at(-9, -8)),
          hair);
    } else if (style == Style.BUN) {
      brush.round(circle(-4, -13, 5), hair);
    } else if (style == Style.CURLY) {
      for (int i = 0; i < 9; i++) {
        double angle = Math.PI * (0.95 + 1.1 * i / 8);
        brush.round(circle(Math.cos(angle) * 9, -2 + Math.sin(angle) * 9, 4.2), hair);
      }
    }
    brush.solid(circle(-9, 1.5, 2.2), darker(skin, 0.12), 0.5);
    brush.solid(circle(9, 1.5, 2.2), skin, 0.5);
    brush.round(ellipse(0, 0.5, 9, 10.4), skin);
    if (style != Style.BALD) {
      Shape cap =
          without(
              blob(
                  at(0, -11.6),
                  at(7, -9.6),
                  at(10, -3),
                  at(9.4, 2),
                  at(-9.4, 2),
                  at(-10, -3),
                  at(-7, -9.6)),
              blob(at(2, -5.6), at(8, -3), at(8.6, 6), at(0, 10), at(-8.4, 6), at(-7, -2)));
      brush.solid(cap, hair, 0.5);
    }
    for (int side : new int[] {-1, 1}) {
      brush.flat(ellipse(1.4 + side * 3.6, 0.6, 1.15, 1.5), INK);
      brush.line(
          lines(at(1.4 + side * 3.6 - 1.4, -2.4), at(1.4 + side * 3.6 + 1.4, -2.6)),
          darker(hair, 0.3),
          0.8);
      brush.flat(ellipse(1.2 + side * 5.2, 3.8, 1.7, 1.2), Shades.clear(Shades.ROSE, 0.5));
    }
    brush.line(curve(at(1.4, 1.4), at(2.4, 3), at(1.2, 3.2)), darker(skin, 0.5), 0.7);
    brush.line(curve(at(-2, 5.4), at(1.4, 7), at(4.8, 5.4)), darker(skin, 0.75), 1);
    cover();
  }

  private void cover() {
    Color felt = darker(Shades.STEEL, 0.55);
    switch (hat) {
      case NONE -> {}
      case CAP -> {
        brush.solid(
            blob(at(0, -13), at(8, -10), at(10, -3.4), at(0, -4.4), at(-10, -3.4), at(-8, -10)),
            felt);
        brush.solid(rounded(3, -5.6, 14, 3, 1.5), darker(felt, 0.3));
      }
      case BRIMMED -> {
        brush.solid(ellipse(0, -5, 17, 3.6), Shades.CREAM);
        brush.solid(
            blob(at(-8, -5), at(-8, -12), at(0, -15), at(8, -12), at(8, -5), at(0, -3.8)),
            Shades.CREAM);
        brush.flat(
            Shapes.within(
                blob(at(-8, -5), at(-8, -12), at(0, -15), at(8, -12), at(8, -5), at(0, -3.8)),
                box(-10, -8, 20, 2.6)),
            felt);
      }
      case WOOLLY -> {
        brush.round(circle(0, -15.5, 3.4), Shades.SNOW);
        brush.solid(blob(at(0, -14.5), at(8, -11), at(10, -4), at(-10, -4), at(-8, -11)), felt);
        brush.solid(rounded(-10.6, -6.6, 21.2, 4.6, 2.2), Shades.SNOW);
      }
    }
  }
}

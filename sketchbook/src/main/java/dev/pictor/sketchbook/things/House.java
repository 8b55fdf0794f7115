package dev.pictor.sketchbook.things;

import static dev.pictor.sketchbook.things.Shades.AMBER;
import static dev.pictor.sketchbook.things.Shades.CREAM;
import static dev.pictor.sketchbook.things.Shades.GLASS;
import static dev.pictor.sketchbook.things.Shades.WOOD;
import static dev.pictor.sketchbook.things.Shades.darker;
import static dev.pictor.sketchbook.things.Shapes.at;
import static dev.pictor.sketchbook.things.Shapes.box;
import static dev.pictor.sketchbook.things.Shapes.circle;
import static dev.pictor.sketchbook.things.Shapes.lines;
import static dev.pictor.sketchbook.things.Shapes.rounded;
import static dev.pictor.sketchbook.things.Shapes.soft;
import static dev.pictor.sketchbook.things.Shapes.within;

import java.awt.Color;
import java.awt.Shape;

/// A house: gabled cottage, wide house with a hipped roof, or a narrow town house.
final class House {
  private House() {}

  static void paint(Brush brush) {
    Dice dice = brush.dice();
    int style = dice.whole(0, 2);
    double wide = style == 0 ? dice.between(74, 88) : style == 1 ? dice.between(98, 118) : 58;
    double eaves = style == 2 ? dice.between(30, 36) : dice.between(44, 52);
    Color wall = brush.hue();
    Color roof = roof(wall, dice);
    double over = dice.between(6, 10);
    double ridge = dice.between(-4, 6);

    chimney(brush, wide * dice.between(0.66, 0.78), ridge + 2);
    Shape body = box(0, eaves - 2, wide, 102 - eaves);
    brush.solid(body, wall);
    if (style == 1) {
      Shape cover =
          soft(
              3,
              at(-over, eaves),
              at(wide * 0.16, ridge + 8),
              at(wide * 0.84, ridge + 8),
              at(wide + over, eaves));
      brush.solid(cover, roof);
      tiles(brush, cover, ridge + 8, eaves);
    } else {
      brush.solid(soft(1, at(0, eaves), at(wide / 2, ridge + 6), at(wide, eaves)), wall, 0);
      brush.flat(circle(wide / 2, eaves - 9, style == 0 ? 5.4 : 4.4), CREAM);
      brush.flat(circle(wide / 2, eaves - 9, style == 0 ? 3.8 : 3), pane(brush));
      Shape cover =
          soft(
              2,
              at(-over, eaves + 3),
              at(wide / 2, ridge - 4),
              at(wide + over, eaves + 3),
              at(wide + over - 7, eaves + 5),
              at(wide / 2, ridge + 9),
              at(7 - over, eaves + 5));
      brush.solid(cover, roof);
    }
    brush.shadow(within(body, box(-5, eaves, wide + 10, 5)), 0.25);
    boards(brush, body, wall, eaves, wide);

    double doorWide = dice.between(14, 18);
    boolean doorLeft = dice.chance(0.3);
    double door = style == 2 || doorLeft ? wide * 0.12 : wide / 2 - doorWide / 2;
    door(brush, door, doorWide);
    double size = dice.between(14, 17);
    if (style == 2) {
      window(brush, wide * 0.6, 70, size);
      window(brush, wide * 0.16, 46, size);
      window(brush, wide * 0.6, 46, size);
    } else if (doorLeft) {
      window(brush, wide * 0.42, 64, size);
      window(brush, wide * 0.72, 64, size);
    } else {
      window(brush, wide * 0.1, 64, size);
      window(brush, wide * 0.9 - size, 64, size);
    }
    brush.flat(box(-1, 97, wide + 2, 3), darker(Shades.STEEL, 0.4));
  }

  private static Color roof(Color wall, Dice dice) {
    return Shades.brightness(wall) < 0.33
        ? dice.pick(new Color(0x80, 0x84, 0x8c), new Color(0x86, 0x80, 0x78))
        : dice.pick(
            new Color(0x5e, 0x54, 0x52), new Color(0x4d, 0x50, 0x5c), new Color(0x77, 0x74, 0x72));
  }

  private static void chimney(Brush brush, double x, double top) {
    brush.solid(box(x - 5, top, 10, 30), new Color(0x8c, 0x80, 0x7b));
    brush.solid(box(x - 6.5, top - 3, 13, 5), new Color(0x6a, 0x62, 0x5e));
  }

  private static void tiles(Brush brush, Shape cover, double top, double bottom) {
    for (double y = top + 8; y < bottom; y += 9) {
      brush.shadow(within(cover, box(-20, y, 180, 1.4)), 0.2);
    }
    brush.gloss(within(cover, box(-20, top, 180, 3)), 0.25);
  }

  private static void boards(Brush brush, Shape body, Color wall, double eaves, double wide) {
    Dice dice = brush.dice();
    if (dice.chance(0.5)) {
      for (double y = eaves + 11; y < 97; y += 8) {
        brush.line(lines(at(1, y), at(wide - 1, y)), darker(wall, 0.3), 0.6);
      }
    } else {
      brush.shadow(within(body, box(wide * 0.8, eaves, wide, 70)), 0.1);
    }
  }

  private static void door(Brush brush, double x, double wide) {
    Dice dice = brush.dice();
    brush.flat(rounded(x - 2, 66, wide + 4, 34, 3), CREAM);
    brush.solid(rounded(x, 68, wide, 32, dice.chance(0.4) ? wide / 2 : 1.5), darker(WOOD, 0.15));
    brush.round(circle(x + wide - 3.5, 85, 1.5), AMBER);
    brush.flat(box(x - 4, 97, wide + 8, 3), Shades.STEEL);
  }

  private static void window(Brush brush, double x, double y, double size) {
    if (brush.night()) {
      brush.glow(x + size / 2, y + size / 2, size * 1.5, AMBER, 0.5);
    }
    brush.flat(rounded(x - 2, y - 2, size + 4, size + 4, 1), CREAM);
    Shape glass = box(x, y, size, size);
    if (brush.night()) {
      brush.shining(glass, AMBER);
    } else {
      brush.solid(glass, GLASS);
      brush.gloss(
          within(
              glass,
              soft(
                  0.5, at(x + size, y), at(x, y + size), at(x, y + size / 2), at(x + size / 2, y))),
          0.4);
    }
    brush.flat(box(x + size / 2 - 0.8, y, 1.6, size), CREAM);
    brush.flat(box(x, y + size / 2 - 0.8, size, 1.6), CREAM);
    brush.solid(box(x - 3, y + size + 1.5, size + 6, 2.6), CREAM);
  }

  private static Color pane(Brush brush) {
    return brush.night() ? AMBER : GLASS;
  }
}

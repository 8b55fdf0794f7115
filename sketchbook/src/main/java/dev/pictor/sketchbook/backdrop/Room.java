package dev.pictor.sketchbook.backdrop;

import static dev.pictor.sketchbook.backdrop.Pane.box;
import static dev.pictor.sketchbook.backdrop.Pane.clear;
import static dev.pictor.sketchbook.backdrop.Pane.mix;
import static dev.pictor.sketchbook.backdrop.Pane.polygon;
import static dev.pictor.sketchbook.backdrop.Pane.rgb;

import java.awt.Color;

/// A room: a wall with a window, a wooden floor.
final class Room implements Backdrop {
  @Override
  public void behind(Pane pane) {
    double floor = 0.74;
    Color wall =
        pane.near(
            pane.pick(rgb(0xe9dcc6), rgb(0xd5e0dc), rgb(0xe6d0cb), rgb(0xcfd6e4), rgb(0xdfe2c8)));
    pane.sky(floor, mix(wall, rgb(0x6a5a58), 0.12), wall, mix(wall, rgb(0x6a5a58), 0.18));
    if (pane.chance(0.4)) {
      for (double x = pane.left() + 0.03; x < pane.right(); x += 0.09) {
        pane.fill(box(x, pane.top(), x + 0.035, floor), clear(mix(wall, rgb(0x8a6a58), 0.4), 0.22));
      }
    }
    double left = pane.chance(0.5) ? pane.between(0.05, 0.15) : pane.between(0.55, 0.65);
    window(pane, left, 0.1);
    double frame = left < 0.4 ? pane.between(0.62, 0.74) : pane.between(0.1, 0.2);
    picture(pane, frame, pane.between(0.16, 0.24));
    Color wood = pane.near(pane.pick(rgb(0xa9713f), rgb(0x8c5a34), rgb(0xc29560)));
    pane.ground(floor, mix(wood, rgb(0x3a2414), 0.25), wood);
    for (int board = -16; board <= 16; board++) {
      pane.line(
          0.5 + board * 0.11,
          floor,
          0.5 + board * 0.3,
          floor + 0.45,
          0.0025,
          clear(rgb(0x3a2010), 0.35));
    }
    pane.fill(box(pane.left(), floor - 0.035, pane.right(), floor), mix(wall, Color.WHITE, 0.55));
    pane.line(pane.left(), floor, pane.right(), floor, 0.004, clear(rgb(0x2a180c), 0.5));
    pane.fade(
        polygon(left, 0.8, left + 0.3, 0.8, left + 0.42, 0.96, left + 0.06, 0.96),
        0.8,
        clear(rgb(0xfff2c8), 0.32),
        0.96,
        clear(rgb(0xfff2c8), 0.12));
  }

  private static void window(Pane pane, double x, double y) {
    double wide = 0.3;
    double high = 0.38;
    Color frame = rgb(0xf6f4ee);
    pane.fill(box(x - 0.024, y - 0.024, x + wide + 0.024, y + high + 0.024), frame);
    pane.fade(box(x, y, x + wide, y + high), y, pane.near(rgb(0x8cc8f0)), y + high, rgb(0xe8f5e6));
    pane.fill(Pane.oval(x + wide * 0.3, y + high, wide * 0.3, 0.05), rgb(0x93bf86));
    pane.fill(Pane.oval(x + wide * 0.8, y + high, wide * 0.2, 0.04), rgb(0x7fae76));
    pane.line(x + wide / 2, y, x + wide / 2, y + high, 0.014, frame);
    pane.line(x, y + high / 2, x + wide, y + high / 2, 0.014, frame);
    pane.fill(box(x - 0.04, y + high + 0.02, x + wide + 0.04, y + high + 0.045), rgb(0xe6e2d6));
    Color curtain = pane.near(pane.pick(rgb(0xc98a7a), rgb(0x8fa6c4), rgb(0xd9c08a)));
    for (int side = 0; side < 2; side++) {
      double edge = side == 0 ? x - 0.06 : x + wide + 0.06;
      double inner = side == 0 ? x + 0.05 : x + wide - 0.05;
      pane.fill(
          polygon(
              edge,
              y - 0.05,
              inner,
              y - 0.05,
              (edge + inner) / 2,
              y + high + 0.08,
              edge,
              y + high + 0.08),
          clear(curtain, 0.9));
    }
    pane.line(x - 0.08, y - 0.05, x + wide + 0.08, y - 0.05, 0.012, rgb(0x6a4a30));
  }

  private static void picture(Pane pane, double x, double y) {
    pane.fill(box(x, y, x + 0.18, y + 0.15), rgb(0x7a5636));
    pane.fill(box(x + 0.015, y + 0.015, x + 0.165, y + 0.135), pane.near(rgb(0xc9d8c4)));
    pane.fill(
        polygon(x + 0.015, y + 0.135, x + 0.07, y + 0.06, x + 0.165, y + 0.135),
        pane.near(rgb(0x9ab0a4)));
  }

  @Override
  public void before(Pane pane) {
    pane.grade(rgb(0xffe8b8), 0.06);
    pane.vignette(0.3);
  }
}

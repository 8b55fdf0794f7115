package dev.pictor.sketchbook.backdrop;

import static dev.pictor.sketchbook.backdrop.Pane.box;
import static dev.pictor.sketchbook.backdrop.Pane.clear;
import static dev.pictor.sketchbook.backdrop.Pane.mix;
import static dev.pictor.sketchbook.backdrop.Pane.polygon;
import static dev.pictor.sketchbook.backdrop.Pane.rgb;

import java.awt.Color;

/// Towers along a street, by day or with lit windows by night.
record City(boolean night) implements Backdrop {
  @Override
  public void behind(Pane pane) {
    if (night) {
      pane.sky(0.8, rgb(0x060b22), pane.near(rgb(0x17214f)), pane.near(rgb(0x4b3566)));
      pane.stars(0.4, 60);
    } else {
      Color blue = pane.near(rgb(0x6db4ea));
      pane.sky(0.8, blue, mix(blue, Color.WHITE, 0.6), rgb(0xf3f6f8));
      pane.clouds(0.6, Color.WHITE, rgb(0xcdd9e5), 0.5);
    }
    Color air = night ? rgb(0x3a3564) : rgb(0xdfe8f0);
    for (int row = 0; row < 3; row++) {
      double near = row / 2.0;
      double x = pane.left() - 0.05;
      while (x < pane.right()) {
        double wide = pane.between(0.09, 0.15) + 0.03 * near;
        double top = pane.between(0.2, 0.42) + 0.1 * row;
        tower(pane, x, top, wide, air, near);
        x += wide * pane.between(0.96, 1.2);
      }
      pane.mist(0.72, 0.16, night ? rgb(0x7a5a8c) : Color.WHITE, 0.4 - 0.15 * row);
    }
    street(pane);
  }

  private void tower(Pane pane, double x, double top, double wide, Color air, double near) {
    Color wall =
        night
            ? mix(air, pane.near(rgb(0x12152e)), 0.35 + 0.65 * near)
            : mix(
                air,
                pane.near(pane.pick(rgb(0xa9806a), rgb(0x8b97a8), rgb(0xc0a98a), rgb(0x6f8298))),
                0.3 + 0.65 * near);
    double foot = 0.82;
    pane.fade(box(x, top, x + wide, foot), top, wall, foot, mix(wall, air, 0.35));
    pane.fill(
        box(x + wide * 0.72, top, x + wide, foot), clear(night ? Color.BLACK : rgb(0x24304a), 0.2));
    if (pane.chance(0.3)) {
      double middle = x + wide / 2;
      pane.line(middle, top, middle, top - 0.06, 0.004, wall);
    }
    int columns = 3 + (near > 0.6 ? 1 : 0);
    double cell = wide / (columns + 0.5);
    for (double y = top + cell * 0.5; y < foot - cell * 1.2; y += cell * 1.15) {
      for (int column = 0; column < columns; column++) {
        boolean lit = pane.chance(night ? 0.55 : 0.15);
        double left = x + cell * (0.4 + column);
        Color pane0 =
            night
                ? lit ? pane.pick(rgb(0xffd879), rgb(0xffe9b0), rgb(0xffc25a)) : rgb(0x1b2140)
                : lit ? rgb(0xf4f9ff) : mix(wall, rgb(0x2f4a6a), 0.55);
        pane.fill(box(left, y, left + cell * 0.6, y + cell * 0.68), clear(pane0, 0.5 + 0.5 * near));
      }
    }
  }

  private void street(Pane pane) {
    Color asphalt = night ? rgb(0x20222f) : rgb(0x7c8087);
    Color walk = night ? rgb(0x33364a) : rgb(0xb9bbbd);
    pane.fill(box(pane.left(), 0.81, pane.right(), 0.86), walk);
    pane.ground(0.85, asphalt, mix(asphalt, Color.BLACK, 0.3));
    pane.line(pane.left(), 0.851, pane.right(), 0.851, 0.004, mix(walk, Color.WHITE, 0.25));
    for (double x = pane.left() + pane.between(0, 0.1); x < pane.right(); x += 0.2) {
      pane.fill(
          polygon(x, 0.94, x + 0.09, 0.94, x + 0.085, 0.953, x - 0.008, 0.953),
          clear(rgb(0xf6efcf), night ? 0.45 : 0.85));
    }
    if (night) {
      for (double x = pane.left() + pane.between(0.05, 0.2); x < pane.right(); x += 0.36) {
        pane.line(x, 0.85, x, 0.6, 0.006, rgb(0x0c0d18));
        pane.glow(x, 0.6, 0.12, rgb(0xffd98a), 0.75);
        pane.fill(Pane.circle(x, 0.6, 0.012), rgb(0xfff6d8));
        pane.glow(x, 0.9, 0.16, 0.05, rgb(0xffc872), 0.5);
      }
    }
  }

  @Override
  public void before(Pane pane) {
    pane.grade(night ? rgb(0x20205c) : rgb(0xfff4dc), night ? 0.12 : 0.05);
    pane.vignette(night ? 0.45 : 0.22);
  }
}

package dev.pictor.sketchbook.backdrop;

import static dev.pictor.sketchbook.backdrop.Pane.clear;
import static dev.pictor.sketchbook.backdrop.Pane.mix;
import static dev.pictor.sketchbook.backdrop.Pane.polygon;
import static dev.pictor.sketchbook.backdrop.Pane.rgb;

import java.awt.Color;
import java.awt.geom.Path2D;

/// Below the surface: light from above, sand and weeds at the bottom.
final class Underwater implements Backdrop {
  @Override
  public void behind(Pane pane) {
    Color light = pane.near(rgb(0x49c3d4));
    Color deep = pane.near(rgb(0x0a3f78));
    pane.sky(1, mix(light, Color.WHITE, 0.3), light, mix(light, deep, 0.7), deep);
    pane.glow(pane.between(0.2, 0.8), -0.05, 0.6, rgb(0xe8fff8), 0.6);
    for (int beam = 0; beam < 5; beam++) {
      double x = pane.between(pane.left(), pane.right());
      double wide = pane.between(0.03, 0.09);
      double lean = (x - 0.5) * 0.5;
      pane.fade(
          polygon(
              x,
              pane.top(),
              x + wide,
              pane.top(),
              x + wide * 2.4 + lean,
              0.9,
              x - wide + lean,
              0.9),
          0,
          clear(rgb(0xe8fff8), 0.28),
          0.85,
          clear(rgb(0xe8fff8), 0));
    }
    pane.land(pane.rolling(0.8, 0.04, 5), 1, mix(deep, light, 0.25), deep);
    Color sand = pane.near(rgb(0xc9b98a));
    pane.land(
        pane.rolling(0.89, 0.018, 6),
        Math.max(1, pane.bottom()),
        mix(sand, light, 0.35),
        mix(sand, deep, 0.45));
    for (int weed = 0; weed < 13; weed++) {
      weed(pane, pane.between(pane.left(), pane.right()), pane.between(0.9, 1.02));
    }
  }

  private static void weed(Pane pane, double x, double foot) {
    Color green = pane.near(pane.pick(rgb(0x1f7a5c), rgb(0x2f8f4a), rgb(0x8a4a6a)));
    double high = pane.between(0.08, 0.24);
    double sway = pane.between(0.012, 0.03);
    Path2D path = new Path2D.Double();
    path.moveTo(x, foot);
    for (int turn = 0; turn < 3; turn++) {
      double y = foot - high * (turn + 1) / 3;
      double side = turn % 2 == 0 ? sway : -sway;
      path.quadTo(x + side, y + high / 6, x, y);
    }
    pane.stroke(path, 0.013, clear(green, 0.85));
    pane.stroke(path, 0.004, clear(mix(green, Color.WHITE, 0.35), 0.7));
  }

  @Override
  public void before(Pane pane) {
    for (int bubble = 0; bubble < 22; bubble++) {
      double x = pane.between(pane.left(), pane.right());
      double y = pane.between(pane.top(), 0.95);
      double size = pane.between(0.004, 0.014);
      pane.stroke(Pane.circle(x, y, size), 0.0022, clear(Color.WHITE, 0.6));
      pane.fill(Pane.circle(x - size * 0.3, y - size * 0.3, size * 0.25), clear(Color.WHITE, 0.75));
    }
    pane.grade(rgb(0x1690b4), 0.13);
    pane.vignette(0.35);
  }
}

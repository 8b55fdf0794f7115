package dev.pictor.sketchbook.backdrop;

import static dev.pictor.sketchbook.backdrop.Pane.box;
import static dev.pictor.sketchbook.backdrop.Pane.clear;
import static dev.pictor.sketchbook.backdrop.Pane.mix;
import static dev.pictor.sketchbook.backdrop.Pane.polygon;
import static dev.pictor.sketchbook.backdrop.Pane.rgb;

import java.awt.Color;

/// Ploughed and golden fields in rows, a barn far off.
final class Farm implements Backdrop {
  @Override
  public void behind(Pane pane) {
    double horizon = 0.5;
    Color blue = pane.near(rgb(0x7cbdea));
    pane.sky(horizon, blue, mix(blue, Color.WHITE, 0.5), rgb(0xfbf3dc));
    pane.clouds(horizon, Color.WHITE, rgb(0xd6dde6), 0.55);
    pane.land(pane.rolling(0.49, 0.02, 5), 0.6, rgb(0x93b48c), rgb(0x7fa56c));
    Color wheat = pane.near(pane.pick(rgb(0xe2bd4e), rgb(0xd9a93e)));
    Color soil = pane.near(pane.pick(rgb(0x8a5f38), rgb(0x6f9a3c)));
    pane.ground(horizon + 0.03, mix(wheat, rgb(0xfbf3dc), 0.3), wheat);
    double vanish = pane.between(0.2, 0.8);
    double low = Math.max(1, pane.bottom());
    double spread = (low - horizon) / (1 - horizon);
    for (int row = -22; row <= 22; row++) {
      double x = vanish + row * 0.16 * spread;
      double far = vanish + row * 0.02;
      pane.fade(
          polygon(
              far, horizon + 0.03, far + 0.009, horizon + 0.03, x + 0.075 * spread, low, x, low),
          horizon,
          clear(soil, 0.25),
          low,
          clear(soil, 0.85));
    }
    double barn = pane.chance(0.5) ? pane.between(0.02, 0.16) : pane.between(0.78, 0.9);
    pane.fill(box(barn, 0.465, barn + 0.1, 0.54), rgb(0xa8433a));
    pane.fill(polygon(barn - 0.01, 0.47, barn + 0.05, 0.42, barn + 0.11, 0.47), rgb(0x5d4a48));
    pane.fill(box(barn + 0.035, 0.5, barn + 0.065, 0.54), rgb(0xf0e4d0));
    for (int tree = 0; tree < 6; tree++) {
      pane.leafy(
          pane.between(pane.left(), pane.right()), 0.545, pane.between(0.07, 0.11), rgb(0x5f8a4c));
    }
    for (double x = pane.left(); x < pane.right() + 0.1; x += 0.11) {
      pane.line(x, 0.64, x, 0.575, 0.008, rgb(0x7b5a3c));
    }
    pane.line(pane.left(), 0.59, pane.right(), 0.592, 0.006, rgb(0x8a6846));
    pane.line(pane.left(), 0.615, pane.right(), 0.613, 0.006, rgb(0x8a6846));
    pane.mist(horizon + 0.03, 0.07, rgb(0xfbf3dc), 0.45);
  }

  @Override
  public void before(Pane pane) {
    pane.grade(rgb(0xffd98a), 0.06);
    pane.vignette(0.24);
  }
}

package dev.pictor.sketchbook.backdrop;

import static dev.pictor.sketchbook.backdrop.Pane.clear;
import static dev.pictor.sketchbook.backdrop.Pane.mix;
import static dev.pictor.sketchbook.backdrop.Pane.polygon;
import static dev.pictor.sketchbook.backdrop.Pane.rgb;

import java.awt.Color;
import java.util.function.DoubleUnaryOperator;

/// Between trees: trunks row behind row in a green light.
final class Forest implements Backdrop {
  @Override
  public void behind(Pane pane) {
    Color light = pane.near(rgb(0xd6e9a8));
    Color green = pane.near(rgb(0x3c7a42));
    pane.sky(0.75, mix(green, light, 0.35), light, mix(light, Color.WHITE, 0.35));
    pane.glow(pane.between(0.2, 0.8), 0.32, 0.55, rgb(0xfffbd0), 0.7);
    for (int row = 0; row < 3; row++) {
      double near = row / 2.0;
      Color leaf = mix(mix(green, light, 0.6), mix(green, rgb(0x0d2b1a), 0.45), near);
      double foot = 0.7 + 0.045 * row;
      boolean firs = pane.chance(0.5);
      int trees = 13 - 3 * row;
      double step = (pane.right() - pane.left() + 0.2) / trees;
      for (int tree = 0; tree < trees; tree++) {
        double x = pane.left() - 0.1 + (tree + pane.between(0.1, 0.9)) * step;
        double high = pane.between(0.5, 0.68) + 0.14 * near;
        if (firs) {
          pane.fir(x, foot, high, mix(leaf, rgb(0x184a3a), 0.25));
        } else {
          pane.leafy(x, foot, high, leaf);
        }
      }
      pane.mist(foot - 0.05, 0.2, light, 0.45 - 0.18 * row);
    }
    Color moss = pane.near(rgb(0x4f7a36));
    pane.ground(0.78, mix(moss, light, 0.2), mix(moss, rgb(0x1c3018), 0.6));
    DoubleUnaryOperator floor = pane.rolling(0.775, 0.012, 5);
    pane.land(floor, 1, mix(moss, light, 0.22), mix(moss, rgb(0x1c3018), 0.6));
    pane.grass(floor, pane.bottom(), 150, rgb(0x8fb85a), rgb(0x25431f));
  }

  @Override
  public void before(Pane pane) {
    for (int beam = 0; beam < 3; beam++) {
      double x = pane.between(0, 1);
      double wide = pane.between(0.04, 0.1);
      pane.fade(
          polygon(x, pane.top(), x + wide, pane.top(), x + wide + 0.22, 0.9, x + 0.1, 0.9),
          0,
          clear(rgb(0xfffbd0), 0.2),
          0.9,
          clear(rgb(0xfffbd0), 0));
    }
    pane.grade(rgb(0x2f7a3c), 0.06);
    pane.vignette(0.4);
  }
}

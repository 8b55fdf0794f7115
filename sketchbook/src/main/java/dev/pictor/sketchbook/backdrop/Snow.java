package dev.pictor.sketchbook.backdrop;

import static dev.pictor.sketchbook.backdrop.Pane.box;
import static dev.pictor.sketchbook.backdrop.Pane.clear;
import static dev.pictor.sketchbook.backdrop.Pane.mix;
import static dev.pictor.sketchbook.backdrop.Pane.polygon;
import static dev.pictor.sketchbook.backdrop.Pane.rgb;

import java.awt.Color;
import java.util.function.DoubleUnaryOperator;

/// A white field in falling snow.
final class Snow implements Backdrop {
  @Override
  public void behind(Pane pane) {
    Color grey = pane.near(rgb(0xaebdd0));
    pane.sky(0.62, mix(grey, rgb(0x6c80a0), 0.4), grey, rgb(0xeaf0f5));
    for (int tree = 0; tree < 20; tree++) {
      double x = pane.between(pane.left(), pane.right());
      double high = pane.between(0.1, 0.22);
      pane.fir(x, 0.63, high, mix(rgb(0x5f7d86), rgb(0xdfe8ee), pane.between(0.1, 0.6)));
    }
    pane.mist(0.6, 0.12, rgb(0xf2f6fa), 0.75);
    for (int drift = 0; drift < 3; drift++) {
      DoubleUnaryOperator line = pane.rolling(0.6 + 0.09 * drift, 0.02, 4 - drift);
      pane.land(line, 1, rgb(0xfbfdff), mix(rgb(0xdfe9f3), rgb(0xb9cce2), drift * 0.4));
    }
    pane.fill(box(pane.left(), 0.995, pane.right(), pane.bottom()), rgb(0xc0d2e5));
    for (int fir = 0; fir < 3; fir++) {
      double x =
          pane.chance(0.5) ? pane.between(pane.left(), 0.12) : pane.between(0.88, pane.right());
      double foot = pane.between(0.66, 0.72);
      pane.fir(x, foot, 0.3, rgb(0x3f6459));
      pane.fill(
          polygon(x - 0.035, foot - 0.2, x, foot - 0.31, x + 0.012, foot - 0.2),
          clear(Color.WHITE, 0.85));
      pane.contactShadow(x, foot, 0.09, 0.25);
    }
  }

  @Override
  public void before(Pane pane) {
    for (int flake = 0; flake < 110; flake++) {
      double near = pane.between(0.2, 1);
      pane.fill(
          Pane.circle(
              pane.between(pane.left(), pane.right()),
              pane.between(pane.top(), pane.bottom()),
              0.0075 * near),
          clear(Color.WHITE, 0.55 + 0.4 * near));
    }
    pane.vignette(0.18);
  }
}

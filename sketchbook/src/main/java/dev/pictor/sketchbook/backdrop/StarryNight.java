package dev.pictor.sketchbook.backdrop;

import static dev.pictor.sketchbook.backdrop.Pane.box;
import static dev.pictor.sketchbook.backdrop.Pane.mix;
import static dev.pictor.sketchbook.backdrop.Pane.rgb;

import java.awt.Color;
import java.util.function.DoubleUnaryOperator;

/// A night in the country: hills below a band of stars.
final class StarryNight implements Backdrop {
  @Override
  public void behind(Pane pane) {
    Color blue = pane.near(rgb(0x1b2f6e));
    pane.sky(0.78, rgb(0x050a24), blue, mix(blue, rgb(0x4a86a8), 0.55));
    double slope = pane.between(-0.8, 0.8);
    for (int cloud = 0; cloud < 12; cloud++) {
      double x = pane.between(pane.left(), pane.right());
      pane.glow(x, 0.3 + slope * (x - 0.5) * 0.6, pane.between(0.1, 0.22), rgb(0x8c9be0), 0.13);
    }
    pane.stars(0.7, 190);
    for (int hill = 0; hill < 3; hill++) {
      DoubleUnaryOperator line = pane.rolling(0.68 + 0.055 * hill, 0.03, 4.5 - hill);
      Color tone = mix(rgb(0x24406a), rgb(0x0c1a26), hill / 2.0);
      pane.land(line, 1, tone, mix(tone, rgb(0x0a1c16), 0.6));
      if (hill == 1) {
        for (int tree = 0; tree < 12; tree++) {
          double x = pane.between(pane.left(), pane.right());
          pane.fir(x, line.applyAsDouble(x) + 0.01, pane.between(0.05, 0.12), rgb(0x12283c));
        }
      }
    }
    pane.fill(box(pane.left(), 0.995, pane.right(), pane.bottom()), rgb(0x0a1a1a));
    pane.mist(0.76, 0.08, rgb(0x5a7fb0), 0.25);
    pane.grass(x -> 0.8, pane.bottom(), 130, rgb(0x3a5f5c), rgb(0x0e2420));
  }

  @Override
  public void before(Pane pane) {
    pane.grade(rgb(0x16286a), 0.1);
    pane.vignette(0.4);
  }
}

package dev.pictor.sketchbook.backdrop;

import static dev.pictor.sketchbook.backdrop.Pane.box;
import static dev.pictor.sketchbook.backdrop.Pane.mix;
import static dev.pictor.sketchbook.backdrop.Pane.rgb;

import java.awt.Color;
import java.util.function.DoubleUnaryOperator;

/// Green hills in flower.
final class Meadow implements Backdrop {
  @Override
  public void behind(Pane pane) {
    Color blue = pane.near(rgb(0x63b3ee));
    pane.sky(0.6, blue, mix(blue, Color.WHITE, 0.55), rgb(0xf3f8f4));
    pane.clouds(0.52, Color.WHITE, rgb(0xcfdcea), 0.6);
    Color green = pane.near(rgb(0x6cb33e));
    for (int hill = 0; hill < 3; hill++) {
      double near = hill / 2.0;
      DoubleUnaryOperator line = pane.rolling(0.52 + 0.055 * hill, 0.03, 4.2 - hill);
      Color tone = mix(mix(green, rgb(0xcfe4e0), 0.5), green, near);
      pane.land(line, 1, mix(tone, rgb(0xf6f6b8), 0.2), mix(tone, rgb(0x2c6a2a), 0.45));
      if (hill == 1) {
        for (int tree = 0; tree < 5; tree++) {
          double x = pane.between(pane.left(), pane.right());
          pane.leafy(x, line.applyAsDouble(x) + 0.015, 0.09, mix(tone, rgb(0x2f5f34), 0.6));
        }
      }
    }
    pane.fill(
        box(pane.left(), 0.995, pane.right(), pane.bottom()), mix(green, rgb(0x2c6a2a), 0.45));
    pane.grass(x -> 0.66, pane.bottom(), 230, rgb(0xb5dd6a), rgb(0x3a7d2c));
    for (int bloom = 0; bloom < 46; bloom++) {
      double depth = Math.sqrt(pane.between(0, 1));
      double y = 0.68 + 0.3 * depth;
      pane.fill(
          Pane.circle(pane.between(pane.left(), pane.right()), y, 0.002 + 0.0042 * depth),
          pane.pick(rgb(0xffffff), rgb(0xffe36a), rgb(0xf4a6c4)));
    }
  }

  @Override
  public void before(Pane pane) {
    pane.grade(rgb(0xfff6c0), 0.05);
    pane.vignette(0.2);
  }
}

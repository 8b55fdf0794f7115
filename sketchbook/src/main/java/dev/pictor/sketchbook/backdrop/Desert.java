package dev.pictor.sketchbook.backdrop;

import static dev.pictor.sketchbook.backdrop.Pane.box;
import static dev.pictor.sketchbook.backdrop.Pane.clear;
import static dev.pictor.sketchbook.backdrop.Pane.mix;
import static dev.pictor.sketchbook.backdrop.Pane.rgb;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.util.function.DoubleUnaryOperator;

/// Dunes, lit on one side.
final class Desert implements Backdrop {
  @Override
  public void behind(Pane pane) {
    Color blue = pane.near(rgb(0x58b1dc));
    Color haze = rgb(0xfbe9c0);
    pane.sky(0.56, blue, mix(blue, haze, 0.6), haze);
    pane.glow(pane.between(0.1, 0.9), pane.between(0.05, 0.15), 0.4, rgb(0xfffbe6), 0.9);
    Color sand = pane.near(pane.pick(rgb(0xe3a552), rgb(0xdb8f4a), rgb(0xe8b868)));
    for (int dune = 0; dune < 4; dune++) {
      double level = 0.5 + dune * 0.07;
      DoubleUnaryOperator line = pane.rolling(level, 0.03 + 0.008 * dune, 3.4 - 0.3 * dune);
      Color top = mix(mix(sand, haze, 0.6 - 0.2 * dune), sand, 0.3);
      pane.land(line, 1, top, mix(sand, rgb(0x8a4a24), 0.12 * dune + 0.1));
      DoubleUnaryOperator lee = pane.rolling(0.035, 0.03, 5);
      pane.fade(
          pane.under(x -> line.applyAsDouble(x) + Math.max(0.004, lee.applyAsDouble(x)), 1),
          level,
          clear(rgb(0x8a4320), 0.3),
          level + 0.22,
          clear(rgb(0x8a4320), 0));
    }
    pane.fill(box(pane.left(), 0.995, pane.right(), pane.bottom()), mix(sand, rgb(0x8a4a24), 0.46));
    for (int ripple = 0; ripple < 26; ripple++) {
      double y = pane.between(0.76, 1);
      pane.stroke(
          wave(pane.between(pane.left(), pane.right()), y, 0.12 * y),
          0.002,
          clear(mix(sand, rgb(0x7a3c1c), 0.55), 0.35));
    }
  }

  private static Shape wave(double x, double y, double reach) {
    Path2D path = new Path2D.Double();
    path.moveTo(x - reach, y);
    path.curveTo(x - reach / 3, y - 0.012, x + reach / 3, y + 0.012, x + reach, y - 0.004);
    return path;
  }

  @Override
  public void before(Pane pane) {
    pane.grade(rgb(0xffb85c), 0.05);
    pane.vignette(0.25);
  }
}

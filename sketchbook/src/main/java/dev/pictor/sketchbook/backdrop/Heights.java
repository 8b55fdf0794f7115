package dev.pictor.sketchbook.backdrop;

import static dev.pictor.sketchbook.backdrop.Pane.mix;
import static dev.pictor.sketchbook.backdrop.Pane.polygon;
import static dev.pictor.sketchbook.backdrop.Pane.rgb;

import java.awt.Color;
import java.awt.Shape;
import java.util.function.DoubleUnaryOperator;

/// Snowy mountains: peaks in the haze, a valley with firs before them.
final class Heights implements Backdrop {
  @Override
  public void behind(Pane pane) {
    double horizon = 0.7;
    Color blue = pane.near(rgb(0x5c9fe0));
    pane.sky(horizon, blue, mix(blue, Color.WHITE, 0.55), rgb(0xf0f5fa));
    pane.clouds(0.5, Color.WHITE, rgb(0xc6d4e4), 0.45);
    for (int range = 0; range < 3; range++) {
      double near = range / 2.0;
      Color rock = mix(rgb(0xa9bdd6), pane.near(rgb(0x55617c)), 0.25 + 0.75 * near);
      int peaks = 4 + range;
      double step = (pane.right() - pane.left() + 0.4) / peaks;
      for (int peak = 0; peak < peaks; peak++) {
        double x = pane.left() - 0.2 + (peak + pane.between(0.2, 0.8)) * step;
        peak(pane, x, pane.between(0.16, 0.3) + 0.09 * range, 0.2 + 0.05 * near, rock, near);
      }
      pane.mist(0.66 + 0.02 * range, 0.13, rgb(0xe6eef6), 0.6 - 0.15 * range);
    }
    DoubleUnaryOperator hill = pane.rolling(0.69, 0.025, 3.2);
    Color green = pane.near(rgb(0x6f9a5c));
    pane.land(hill, 1, mix(green, rgb(0xdfe9e0), 0.3), green);
    for (int fir = 0; fir < 26; fir++) {
      double x = pane.between(pane.left(), pane.right());
      pane.fir(
          x,
          hill.applyAsDouble(x) + pane.between(0.008, 0.03),
          pane.between(0.06, 0.12),
          mix(rgb(0x274f3c), rgb(0x86a79a), pane.between(0.05, 0.4)));
    }
    pane.ground(0.8, green, mix(green, rgb(0x2f5a30), 0.5));
    DoubleUnaryOperator front = pane.rolling(0.76, 0.015, 4);
    pane.land(front, 1, mix(green, rgb(0xf0f4d8), 0.15), mix(green, rgb(0x2f5a30), 0.5));
    pane.grass(front, pane.bottom(), 160, rgb(0x9cc27a), rgb(0x3c6a3a));
  }

  private static void peak(Pane pane, double x, double top, double wide, Color rock, double near) {
    double foot = 0.78;
    double left = x - wide * pane.between(0.9, 1.3);
    double right = x + wide * pane.between(0.9, 1.3);
    double ridge = x + pane.between(-0.02, 0.02);
    Color shade = mix(rock, rgb(0x1e2a4a), 0.35);
    pane.fill(polygon(left, foot, x, top, ridge, foot), mix(rock, Color.WHITE, 0.12));
    pane.fill(polygon(ridge, foot, x, top, right, foot), shade);
    double line = pane.between(0.34, 0.5);
    Color snow = mix(Color.WHITE, rgb(0xc9dbf0), 0.5 * (1 - near));
    pane.fill(snowCap(pane, x, top, left, ridge, foot, line), snow);
    pane.fill(snowCap(pane, x, top, right, ridge, foot, line), mix(snow, rgb(0x7f9cc8), 0.42));
  }

  /// The snow on one side of a peak, its lower edge in tongues.
  private static Shape snowCap(
      Pane pane, double x, double top, double side, double ridge, double foot, double line) {
    double[] points = new double[14];
    points[0] = x;
    points[1] = top;
    for (int tongue = 0; tongue < 6; tongue++) {
      double across = 1 - tongue / 5.0;
      double down = line + (tongue % 2 == 0 ? -0.06 : 0.07) + pane.between(-0.03, 0.03);
      double outer = x + (side - x) * down;
      double inner = x + (ridge - x) * down;
      points[2 + 2 * tongue] = inner + (outer - inner) * across;
      points[3 + 2 * tongue] = top + (foot - top) * down;
    }
    return polygon(points);
  }

  @Override
  public void before(Pane pane) {
    pane.vignette(0.22);
  }
}

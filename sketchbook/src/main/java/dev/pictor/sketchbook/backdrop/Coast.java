package dev.pictor.sketchbook.backdrop;

import static dev.pictor.sketchbook.backdrop.Pane.clear;
import static dev.pictor.sketchbook.backdrop.Pane.mix;
import static dev.pictor.sketchbook.backdrop.Pane.rgb;

import java.awt.Color;
import java.util.function.DoubleUnaryOperator;

/// Where there is the sea.
final class Coast {
  private Coast() {}

  /// Sand, foam and a bright sea.
  static final class Beach implements Backdrop {
    @Override
    public void behind(Pane pane) {
      double horizon = pane.between(0.42, 0.47);
      Color blue = pane.near(rgb(0x3f9fe6));
      pane.sky(horizon, blue, mix(blue, Color.WHITE, 0.45), rgb(0xe8f5fb));
      pane.glow(pane.between(-0.1, 1.1), pane.between(0, 0.1), 0.45, rgb(0xfff6d8), 0.8);
      pane.clouds(horizon, Color.WHITE, rgb(0xc9d9e8), 0.55);
      Color deep = pane.near(rgb(0x1779b4));
      pane.ground(horizon, deep, rgb(0x4fc9cf));
      pane.mist(horizon, 0.03, rgb(0xe8f5fb), 0.5);
      pane.ripples(horizon, 0.64, 70, Color.WHITE, 0.5);
      DoubleUnaryOperator shore = pane.rolling(pane.between(0.63, 0.67), 0.022, 4);
      Color sand = pane.near(rgb(0xeed9a2));
      pane.land(x -> shore.applyAsDouble(x) - 0.03, 1, clear(rgb(0x9fe6df), 0.7), sand);
      pane.land(x -> shore.applyAsDouble(x) - 0.008, 1, Color.WHITE, sand);
      pane.land(shore, 1.0, mix(sand, rgb(0xa88a56), 0.35), sand);
      pane.land(x -> shore.applyAsDouble(x) + 0.025, 1.0, sand, mix(sand, rgb(0xd2aa66), 0.45));
      pane.fill(
          Pane.box(pane.left(), 0.995, pane.right(), pane.bottom()),
          mix(sand, rgb(0xd2aa66), 0.45));
      for (int grain = 0; grain < 90; grain++) {
        double y = pane.between(0.72, Math.max(1, pane.bottom()));
        pane.fill(
            Pane.oval(pane.between(pane.left(), pane.right()), y, 0.002 * y, 0.0012 * y),
            clear(pane.pick(rgb(0xa98650), rgb(0xfff5d8)), 0.5));
      }
    }

    @Override
    public void before(Pane pane) {
      pane.grade(rgb(0xffedc2), 0.05);
      pane.vignette(0.22);
    }
  }

  /// A low sun over the sea, its light a path on the water.
  static final class Sunset implements Backdrop {
    @Override
    public void behind(Pane pane) {
      double horizon = pane.between(0.54, 0.6);
      Color high = pane.near(pane.pick(rgb(0x3b2a6b), rgb(0x51306f), rgb(0x2b3a78)));
      Color middle = pane.near(pane.pick(rgb(0xd2566a), rgb(0xe0603f)));
      Color low = pane.near(rgb(0xffb347));
      pane.sky(horizon, high, mix(high, middle, 0.65), middle, low);
      double sun = pane.between(0.2, 0.8);
      double height = horizon - pane.between(-0.01, 0.09);
      pane.glow(sun, height, 0.62, rgb(0xffc863), 0.75);
      pane.fill(Pane.circle(sun, height, 0.085), rgb(0xffe9a8));
      pane.fill(Pane.circle(sun, height, 0.072), rgb(0xfff6d2));
      for (int streak = 0; streak < 9; streak++) {
        double y = horizon * pane.between(0.25, 0.97);
        pane.glow(
            pane.between(pane.left(), pane.right()),
            y,
            pane.between(0.15, 0.45),
            pane.between(0.006, 0.018),
            y > horizon * 0.6 ? rgb(0xffd98f) : rgb(0x7b3d74),
            0.55);
      }
      pane.ground(horizon, mix(middle, rgb(0x2a1a44), 0.45), mix(high, rgb(0x100c28), 0.45));
      pane.glow(sun, horizon, 0.5, 0.06, rgb(0xffc57a), 0.7);
      for (int glint = 0; glint < 110; glint++) {
        double depth = Math.pow(pane.between(0, 1), 1.3);
        double y = horizon + 0.004 + depth * (pane.bottom() - horizon);
        double spread = 0.05 + 0.12 * depth;
        double x = sun + (pane.between(0, 1) + pane.between(0, 1) - 1) * spread;
        pane.fill(
            Pane.oval(x, y, 0.012 + 0.04 * depth, 0.0016 + 0.0045 * depth),
            clear(mix(rgb(0xffeec0), middle, depth * 0.6), 0.55));
      }
      pane.ripples(horizon, pane.bottom(), 70, rgb(0xff9f7a), 0.28);
    }

    @Override
    public void before(Pane pane) {
      pane.grade(rgb(0xff8a3c), 0.09);
      pane.vignette(0.34);
    }
  }

  /// Open water under a summer sky.
  static final class Sea implements Backdrop {
    @Override
    public void behind(Pane pane) {
      double horizon = pane.between(0.46, 0.53);
      Color blue = pane.near(rgb(0x4aa3e8));
      pane.sky(horizon, blue, mix(blue, Color.WHITE, 0.5), rgb(0xeaf6fc));
      pane.clouds(horizon, Color.WHITE, rgb(0xbfd3e6), 0.6);
      Color water = pane.near(rgb(0x1d6fb0));
      pane.ground(horizon, mix(water, rgb(0x9fd4ea), 0.45), mix(water, rgb(0x07264e), 0.5));
      pane.mist(horizon, 0.035, rgb(0xeaf6fc), 0.55);
      for (int swell = 0; swell < 7; swell++) {
        double y = horizon + 0.05 + swell * swell * 0.0105;
        DoubleUnaryOperator crest = pane.rolling(y, 0.004 + 0.002 * swell, 14 - swell);
        pane.fade(
            pane.under(crest, y + 0.035 + 0.01 * swell),
            y,
            clear(rgb(0x8fd6ea), 0.3),
            y + 0.035 + 0.01 * swell,
            clear(rgb(0x8fd6ea), 0));
      }
      pane.ripples(horizon, pane.bottom(), 110, Color.WHITE, 0.5);
    }

    @Override
    public void before(Pane pane) {
      pane.vignette(0.25);
    }
  }
}

package dev.pictor.sketchbook.backdrop;

import static dev.pictor.sketchbook.backdrop.Pane.clear;
import static dev.pictor.sketchbook.backdrop.Pane.mix;
import static dev.pictor.sketchbook.backdrop.Pane.polygon;
import static dev.pictor.sketchbook.backdrop.Pane.rgb;

import java.awt.Color;

/// A road that runs to the horizon between fields.
final class Road implements Backdrop {
  @Override
  public void behind(Pane pane) {
    double horizon = 0.52;
    Color blue = pane.near(rgb(0x62aee8));
    pane.sky(horizon, blue, mix(blue, Color.WHITE, 0.55), rgb(0xf2f7fa));
    pane.clouds(horizon, Color.WHITE, rgb(0xc9d7e6), 0.55);
    pane.land(pane.rolling(0.5, 0.025, 4), 0.6, rgb(0x8fb3b8), rgb(0x9dbb9c));
    Color field = pane.near(pane.pick(rgb(0x7fae55), rgb(0xb5a85a), rgb(0x6f9f5a)));
    pane.ground(horizon, mix(field, rgb(0xdfe8d0), 0.4), mix(field, rgb(0x2f4a22), 0.4));
    pane.grass(x -> 0.56, pane.bottom(), 150, mix(field, Color.WHITE, 0.25), rgb(0x41602f));
    double vanish = pane.between(0.35, 0.65);
    double low = Math.max(1, pane.bottom());
    double spread = (low - horizon) / (1 - horizon);
    Color asphalt = pane.near(rgb(0x5d6066));
    pane.fade(
        polygon(
            vanish - 0.012,
            horizon,
            vanish + 0.012,
            horizon,
            vanish + 0.62 * spread,
            low,
            vanish - 0.62 * spread,
            low),
        horizon,
        mix(asphalt, rgb(0xd8dde0), 0.5),
        low,
        mix(asphalt, Color.BLACK, 0.25));
    for (int side = -1; side <= 1; side += 2) {
      pane.fill(
          polygon(
              vanish + side * 0.011,
              horizon,
              vanish + side * 0.0118,
              horizon,
              vanish + side * 0.57 * spread,
              low,
              vanish + side * 0.545 * spread,
              low),
          clear(Color.WHITE, 0.85));
    }
    double start = pane.between(0, 0.5);
    for (int dash = 0; dash < 9; dash++) {
      double near = 1 / (1 + (dash + start) * 0.55);
      double far = 1 / (1 + (dash + start + 0.5) * 0.55);
      double y0 = horizon + (low - horizon) * near;
      double y1 = horizon + (low - horizon) * far;
      pane.fill(
          polygon(
              vanish - 0.016 * near,
              y0,
              vanish + 0.016 * near,
              y0,
              vanish + 0.016 * far,
              y1,
              vanish - 0.016 * far,
              y1),
          rgb(0xf7f2dc));
    }
    pane.mist(horizon, 0.05, rgb(0xf2f7fa), 0.5);
  }

  @Override
  public void before(Pane pane) {
    pane.vignette(0.25);
  }
}

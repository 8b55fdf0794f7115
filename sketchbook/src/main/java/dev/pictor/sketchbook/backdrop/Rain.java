package dev.pictor.sketchbook.backdrop;

import static dev.pictor.sketchbook.backdrop.Pane.clear;
import static dev.pictor.sketchbook.backdrop.Pane.mix;
import static dev.pictor.sketchbook.backdrop.Pane.rgb;

import java.awt.Color;
import java.util.function.DoubleUnaryOperator;

/// A grey day: low clouds, wet ground, falling rain.
final class Rain implements Backdrop {
  @Override
  public void behind(Pane pane) {
    Color grey = pane.near(rgb(0x66727f));
    pane.sky(0.68, mix(grey, rgb(0x20262f), 0.45), grey, mix(grey, Color.WHITE, 0.4));
    for (int cloud = 0; cloud < 9; cloud++) {
      pane.cloud(
          pane.between(pane.left(), pane.right()),
          pane.between(0, 0.2),
          pane.between(0.25, 0.45),
          mix(grey, Color.WHITE, 0.25),
          mix(grey, rgb(0x1c222c), 0.6),
          0.55);
    }
    DoubleUnaryOperator far = pane.rolling(0.62, 0.03, 4);
    pane.land(far, 0.8, mix(grey, rgb(0x3c5048), 0.4), mix(grey, rgb(0x4a6458), 0.5));
    pane.mist(0.66, 0.14, mix(grey, Color.WHITE, 0.45), 0.75);
    Color wet = pane.near(rgb(0x56675c));
    pane.ground(0.7, mix(wet, grey, 0.5), mix(wet, rgb(0x1e2624), 0.5));
    for (int puddle = 0; puddle < 7; puddle++) {
      double y = pane.between(0.76, 0.98);
      double x = pane.between(pane.left(), pane.right());
      double wide = pane.between(0.05, 0.14) * y;
      pane.fill(Pane.oval(x, y, wide, wide * 0.2), clear(rgb(0xb4c2cf), 0.5));
      pane.stroke(Pane.oval(x, y, wide * 0.4, wide * 0.08), 0.002, clear(Color.WHITE, 0.5));
    }
  }

  @Override
  public void before(Pane pane) {
    double slant = pane.between(-0.28, 0.28);
    for (int drop = 0; drop < 170; drop++) {
      double near = pane.between(0.3, 1);
      double x = pane.between(pane.left() - 0.1, pane.right() + 0.1);
      double y = pane.between(pane.top() - 0.1, pane.bottom());
      double fall = 0.075 * near;
      pane.line(
          x,
          y,
          x + slant * fall,
          y + fall,
          0.0032 * near,
          clear(rgb(0xdfeaf4), 0.25 + 0.35 * near));
    }
    pane.grade(rgb(0x4a5a6c), 0.12);
    pane.vignette(0.35);
  }
}

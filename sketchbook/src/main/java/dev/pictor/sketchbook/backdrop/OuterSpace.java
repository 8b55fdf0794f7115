package dev.pictor.sketchbook.backdrop;

import static dev.pictor.sketchbook.backdrop.Pane.box;
import static dev.pictor.sketchbook.backdrop.Pane.mix;
import static dev.pictor.sketchbook.backdrop.Pane.rgb;

import java.awt.Color;

/// Stars and coloured nebulae, without up or down.
final class OuterSpace implements Backdrop {
  @Override
  public void behind(Pane pane) {
    Color black = pane.pick(rgb(0x04040f), rgb(0x060318), rgb(0x020a16));
    pane.fill(box(pane.left(), pane.top(), pane.right(), pane.bottom()), black);
    Color first = pane.near(pane.pick(rgb(0x6a2c9c), rgb(0x1f4fa8), rgb(0x8a2a5c)));
    Color second = pane.near(pane.pick(rgb(0x1d7a8c), rgb(0x3a2fa0), rgb(0xa0522a)));
    double slope = pane.between(-0.7, 0.7);
    for (int cloud = 0; cloud < 16; cloud++) {
      double x = pane.between(pane.left(), pane.right());
      double y = 0.5 + slope * (x - 0.5) + pane.between(-0.2, 0.2);
      pane.glow(x, y, pane.between(0.12, 0.38), mix(first, second, pane.between(0, 1)), 0.24);
    }
    pane.stars(pane.bottom(), 230);
    for (int star = 0; star < 7; star++) {
      double x = pane.between(pane.left(), pane.right());
      double y = pane.between(pane.top(), pane.bottom());
      pane.glow(x, y, 0.03, pane.pick(rgb(0xbcd4ff), rgb(0xffe3b8)), 0.7);
      pane.fill(Pane.circle(x, y, 0.004), Color.WHITE);
    }
  }

  @Override
  public void before(Pane pane) {
    pane.vignette(0.35);
  }
}

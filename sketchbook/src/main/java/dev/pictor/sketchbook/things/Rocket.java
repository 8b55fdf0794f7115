package dev.pictor.sketchbook.things;

import static dev.pictor.sketchbook.things.Shades.CREAM;
import static dev.pictor.sketchbook.things.Shades.GLASS;
import static dev.pictor.sketchbook.things.Shades.INK;
import static dev.pictor.sketchbook.things.Shades.STEEL;
import static dev.pictor.sketchbook.things.Shades.darker;
import static dev.pictor.sketchbook.things.Shapes.at;
import static dev.pictor.sketchbook.things.Shapes.blob;
import static dev.pictor.sketchbook.things.Shapes.box;
import static dev.pictor.sketchbook.things.Shapes.circle;
import static dev.pictor.sketchbook.things.Shapes.polygon;
import static dev.pictor.sketchbook.things.Shapes.within;

import dev.pictor.sketchbook.Hue;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Path2D;

/// A rocket on its way up, with fins and fire.
final class Rocket {
  private Rocket() {}

  static void paint(Brush brush) {
    Dice dice = brush.dice();
    double half = dice.between(14, 18);
    double end = 76;
    double fin = dice.between(13, 18);
    Color hue = brush.hue();
    Color trim = Shades.brightness(hue) > 0.75 ? darker(STEEL, 0.3) : dice.pick(CREAM, STEEL);
    Color fins = dice.chance(0.5) || brush.look().hue() == Hue.BLACK ? darker(hue, 0.25) : trim;
    brush.turn(dice.between(-6, 26), 0, 50);

    double flame = dice.between(18, 28);
    brush.glow(0, end + 12, 34, Shades.AMBER, brush.night() ? 0.7 : 0.35);
    brush.shining(
        blob(
            at(-half * 0.6, end),
            at(0, end - 4),
            at(half * 0.6, end),
            at(half * 0.45, end + flame * 0.5),
            at(0, end + flame),
            at(-half * 0.45, end + flame * 0.5)),
        new Color(0xf5, 0x8a, 0x22));
    brush.shining(
        blob(
            at(-half * 0.35, end), at(0, end - 3), at(half * 0.35, end), at(0, end + flame * 0.62)),
        new Color(0xff, 0xe6, 0x7a));
    for (int side : new int[] {-1, 1}) {
      Path2D wing = new Path2D.Double();
      wing.moveTo(side * half * 0.9, 48);
      wing.quadTo(side * (half + fin), 54, side * (half + fin), 88);
      wing.quadTo(side * (half + 2), 74, side * half * 0.6, end - 2);
      wing.closePath();
      brush.solid(wing, fins);
    }
    brush.solid(
        polygon(
            at(-half * 0.5, end - 4),
            at(half * 0.5, end - 4),
            at(half * 0.7, end + 4),
            at(-half * 0.7, end + 4)),
        INK);
    Path2D body = new Path2D.Double();
    body.moveTo(0, 0);
    body.curveTo(half * 0.9, 12, half * 1.5, 44, half * 0.7, end);
    body.lineTo(-half * 0.7, end);
    body.curveTo(-half * 1.5, 44, -half * 0.9, 12, 0, 0);
    body.closePath();
    brush.round(body, hue);
    Shape nose = within(body, box(-40, -5, 80, dice.between(20, 25)));
    brush.round(nose, trim);
    if (dice.chance(0.6)) {
      brush.flat(within(body, box(-40, dice.between(60, 64), 80, 4)), trim);
    }
    brush.shadow(within(body, box(half * 0.42, 0, 40, 90)), 0.16);
    double port = dice.between(33, 38);
    brush.round(circle(0, port, half * 0.56), STEEL);
    brush.round(circle(0, port, half * 0.4), brush.night() ? Shades.AMBER : GLASS);
    brush.gloss(circle(-half * 0.12, port - half * 0.12, half * 0.12), 0.9);
    if (dice.chance(0.5)) {
      brush.round(circle(0, port + half * 1.15, half * 0.3), STEEL);
      brush.round(circle(0, port + half * 1.15, half * 0.2), GLASS);
    }
    brush.solid(polygon(at(-1.6, 56), at(1.6, 56), at(2.4, 88), at(-2.4, 88)), darker(trim, 0.25));
  }
}

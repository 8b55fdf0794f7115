package dev.pictor.sketchbook.things;

import static dev.pictor.sketchbook.things.Shades.clear;
import static dev.pictor.sketchbook.things.Shades.darker;
import static dev.pictor.sketchbook.things.Shades.lighter;
import static dev.pictor.sketchbook.things.Shades.mix;
import static dev.pictor.sketchbook.things.Shapes.at;
import static dev.pictor.sketchbook.things.Shapes.blob;
import static dev.pictor.sketchbook.things.Shapes.box;
import static dev.pictor.sketchbook.things.Shapes.circle;
import static dev.pictor.sketchbook.things.Shapes.ellipse;
import static dev.pictor.sketchbook.things.Shapes.star;
import static dev.pictor.sketchbook.things.Shapes.turned;
import static dev.pictor.sketchbook.things.Shapes.within;
import static dev.pictor.sketchbook.things.Shapes.without;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.AffineTransform;

/// What stands in the sky: planets, the moon, stars, the sun.
final class Sky {
  private static final Color MOONSHINE = new Color(0xf6, 0xee, 0xcc);

  private static final Color SUNSHINE = new Color(0xff, 0xd6, 0x3a);
  private static final Color EMBER = new Color(0xfb, 0x9e, 0x2c);

  private Sky() {}

  /// A planet with a ring or with craters, and bands of cloud.
  static void planet(Brush brush) {
    Dice dice = brush.dice();
    Color hue = brush.hue();
    boolean ringed = dice.chance(0.6);
    brush.turn(dice.between(-28, -8), 0, 0);
    double tilt = dice.between(9, 14);
    Shape ring = without(ellipse(0, 0, 68, tilt + 9), ellipse(0, 0, 50, tilt));
    Shape gap = without(ellipse(0, 0, 61, tilt + 5.6), ellipse(0, 0, 58.5, tilt + 4.2));
    Color ice = mix(new Color(0xe4, 0xd2, 0xac), hue, 0.3);
    Shape front = box(-80, 0, 160, 80);
    Shape back = box(-80, -80, 160, 80);
    brush.glow(0, 0, 62, lighter(hue, 0.3), 0.28);
    if (ringed) {
      brush.solid(within(ring, back), darker(ice, 0.12));
    }
    Shape globe = circle(0, 0, 42);
    brush.round(globe, hue);
    for (int i = 0; i < dice.whole(3, 5); i++) {
      double y = dice.between(-34, 34);
      double tall = dice.between(3, 7);
      brush.flat(
          within(
              globe,
              blob(
                  at(-46, y),
                  at(0, y + 5),
                  at(46, y),
                  at(46, y + tall),
                  at(0, y + tall + 5),
                  at(-46, y + tall))),
          clear(dice.chance(0.5) ? lighter(hue, 0.4) : darker(hue, 0.5), 0.5));
    }
    if (!ringed) {
      for (int i = 0; i < 4; i++) {
        double x = dice.between(-26, 26);
        double y = dice.between(-26, 26);
        double size = dice.between(4, 8);
        brush.flat(within(globe, ellipse(x, y, size * 1.2, size)), clear(darker(hue, 0.6), 0.4));
      }
    }
    brush.shadow(without(globe, circle(-16, -13, 49)), 0.42);
    brush.gloss(ellipse(-17, -19, 9, 6), 0.3);
    if (ringed) {
      brush.shadow(within(globe, box(-50, -3 - tilt * 0.1, 100, tilt * 0.8)), 0.2);
      brush.solid(within(ring, front), ice);
      brush.shadow(within(gap, front), 0.35);
    }
  }

  /// A pale moon with craters: a sickle, a half or full.
  static void moon(Brush brush) {
    Dice dice = brush.dice();
    Color stone = mix(MOONSHINE, Shades.STEEL, dice.between(0, 0.3));
    double phase = dice.pick(0.0, 20.0, 26.0, 32.0, 38.0);
    brush.turn(dice.between(-34, 14), 0, 0);
    brush.glow(-phase * 0.6, phase * 0.2, 78, MOONSHINE, brush.night() ? 0.6 : 0.3);
    Shape disc = circle(0, 0, 46);
    Shape moon = phase == 0 ? disc : without(disc, circle(phase, -phase * 0.3, 46 - phase * 0.16));
    brush.shining(moon, stone);
    brush.shadow(within(moon, without(disc, circle(-7, -6, 44))), 0.1);
    Color crater = clear(darker(stone, 0.55), 0.38);
    for (int i = 0; i < 12; i++) {
      double angle = dice.between(0, 2 * Math.PI);
      double away = 40 * Math.sqrt(dice.between(0.02, 1));
      double size = dice.between(3, 8.5);
      double x = Math.cos(angle) * away;
      double y = Math.sin(angle) * away;
      brush.shining(within(moon, ellipse(x, y, size, size * 0.92)), crater);
      brush.shining(
          within(moon, without(circle(x, y, size), circle(x - 1, y - 1, size))),
          clear(Color.WHITE, 0.5));
    }
  }

  /// A handful of shining stars, one of them large.
  static void stars(Brush brush) {
    Dice dice = brush.dice();
    Color hue = brush.hue();
    int rays = dice.chance(0.75) ? 5 : 4;
    double inner = rays == 5 ? 0.45 : 0.36;
    double[][] places = {
      {34, 58, 34}, {82, 26, 22}, {92, 76, 16}, {46, 10, 12}, {8, 16, 9}, {116, 50, 9}
    };
    int count = dice.whole(4, 6);
    for (int i = 0; i < count; i++) {
      double x = places[i][0] + dice.between(-5, 5);
      double y = places[i][1] + dice.between(-4, 4);
      double size = places[i][2] * dice.between(0.9, 1.12);
      brush.glow(x, y, size * 1.5, lighter(hue, 0.4), 0.5);
      Shape star = turned(star(x, y, size, size * inner, rays), dice.between(-18, 18), x, y);
      brush.solid(star, hue);
      AffineTransform small = AffineTransform.getTranslateInstance(x, y);
      small.scale(0.55, 0.55);
      small.translate(-x, -y);
      brush.shining(small.createTransformedShape(star), clear(lighter(hue, 0.55), 0.5));
    }
  }

  /// The sun with its rays.
  static void sun(Brush brush) {
    Dice dice = brush.dice();
    Color hue = mix(SUNSHINE, EMBER, dice.between(0, 0.5));
    int rays = dice.whole(10, 15);
    double inner = dice.between(30, 33);
    boolean pointed = dice.chance(0.6);
    brush.turn(dice.between(0, 30), 0, 0);
    brush.glow(0, 0, 80, lighter(hue, 0.3), 0.6);
    for (int i = 0; i < rays; i++) {
      double degrees = 360.0 * i / rays;
      double reach = i % 2 == 0 ? 50 : 44;
      double half = 90.0 / rays;
      Shape ray =
          pointed
              ? Shapes.polygon(at(-half, -inner - 2.5), at(0, -reach), at(half, -inner - 2.5))
              : Shapes.rounded(-half * 0.44, -reach, half * 0.88, reach - inner - 3, half * 0.4);
      brush.shining(turned(ray, degrees, 0, 0), darker(hue, 0.06));
    }
    brush.shining(circle(0, 0, inner), hue);
    brush.shining(circle(-3, -4, inner * 0.68), clear(lighter(hue, 0.7), 0.4));
  }
}

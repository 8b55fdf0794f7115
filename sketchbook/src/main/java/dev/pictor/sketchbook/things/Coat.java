package dev.pictor.sketchbook.things;

import static dev.pictor.sketchbook.things.Shades.INK;
import static dev.pictor.sketchbook.things.Shades.against;
import static dev.pictor.sketchbook.things.Shades.darker;
import static dev.pictor.sketchbook.things.Shades.lighter;
import static dev.pictor.sketchbook.things.Shapes.at;
import static dev.pictor.sketchbook.things.Shapes.blob;
import static dev.pictor.sketchbook.things.Shapes.circle;
import static dev.pictor.sketchbook.things.Shapes.ellipse;
import static dev.pictor.sketchbook.things.Shapes.join;
import static dev.pictor.sketchbook.things.Shapes.limb;
import static dev.pictor.sketchbook.things.Shapes.within;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;

/// What all animals have: legs that walk, markings on their coat, eyes.
final class Coat {
  enum Marking {
    PLAIN,
    STRIPED,
    SPOTTED,
    PATCHED
  }

  private Coat() {}

  /// A leg from the hip down to a paw on the ground; `swing` moves the paw forward.
  static Shape leg(double hipX, double hipY, double swing, double thick, double bend) {
    double ground = 100 - thick * 0.55;
    double kneeX = hipX + swing * 0.45 + bend;
    double kneeY = hipY + (ground - hipY) * 0.52;
    double footX = hipX + swing;
    double footY = ground - Math.abs(swing) * 0.12;
    return join(
        limb(hipX, hipY, thick * 1.25, kneeX, kneeY, thick * 0.82, footX, footY, thick * 0.66),
        limb(footX, footY, thick * 0.66, footX + thick * 0.7, footY, thick * 0.62));
  }

  /// Markings on a body, in a second tone of the coat.
  static void mark(Brush brush, Shape body, Color coat, Marking marking) {
    Dice dice = brush.dice();
    Rectangle2D bounds = body.getBounds2D();
    Color tone = against(coat, brightTone(coat));
    switch (marking) {
      case PLAIN -> {}
      case STRIPED -> {
        double step = bounds.getWidth() / 6;
        for (double x = bounds.getMinX() + step; x < bounds.getMaxX() - step; x += step) {
          double deep = bounds.getHeight() * dice.between(0.3, 0.45);
          double lean = dice.between(-2, 3);
          brush.flat(
              within(
                  body,
                  blob(
                      at(x - step * 0.2, bounds.getMinY() - 4),
                      at(x + step * 0.24, bounds.getMinY() - 4),
                      at(x + lean, bounds.getMinY() + deep))),
              tone);
        }
      }
      case SPOTTED -> {
        for (int i = 0; i < 9; i++) {
          double radius = bounds.getWidth() * dice.between(0.03, 0.06);
          brush.flat(
              within(
                  body,
                  ellipse(
                      bounds.getMinX() + bounds.getWidth() * dice.between(0.05, 0.95),
                      bounds.getMinY() + bounds.getHeight() * dice.between(0.05, 0.95),
                      radius,
                      radius * dice.between(0.7, 1))),
              tone);
        }
      }
      case PATCHED -> {
        double x = bounds.getMinX() + bounds.getWidth() * dice.between(0.25, 0.6);
        double wide = bounds.getWidth() * dice.between(0.14, 0.2);
        brush.flat(
            within(
                body,
                blob(
                    at(x - wide, bounds.getMinY() - 3),
                    at(x + wide, bounds.getMinY() - 3),
                    at(x + wide * 0.8, bounds.getMinY() + bounds.getHeight() * 0.4),
                    at(x, bounds.getMinY() + bounds.getHeight() * 0.55),
                    at(x - wide * 0.9, bounds.getMinY() + bounds.getHeight() * 0.35))),
            tone);
      }
    }
  }

  private static double brightTone(Color coat) {
    return Shades.brightness(coat) < 0.4 ? 0.22 : 0.42;
  }

  /// A round eye with a spark in it.
  static void eye(Brush brush, double x, double y, double radius) {
    brush.flat(circle(x, y, radius * 1.3), Shades.SNOW);
    brush.flat(circle(x, y, radius * 1.05), INK);
    brush.shining(circle(x - radius * 0.32, y - radius * 0.36, radius * 0.36), Shades.SNOW);
  }

  /// The paler tone of belly and muzzle.
  static Color pale(Color coat) {
    return lighter(coat, Shades.brightness(coat) < 0.35 ? 0.35 : 0.5);
  }

  /// The tone of the legs on the far side.
  static Color far(Color coat) {
    return darker(coat, 0.38);
  }
}

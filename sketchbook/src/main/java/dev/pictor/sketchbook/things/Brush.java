package dev.pictor.sketchbook.things;

import static dev.pictor.sketchbook.things.Shades.clear;
import static dev.pictor.sketchbook.things.Shades.darker;
import static dev.pictor.sketchbook.things.Shades.lighter;
import static dev.pictor.sketchbook.things.Shades.mix;

import dev.pictor.sketchbook.Look;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.Paint;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// Takes down what a drawing is made of, shaded by a light from the upper left, and then puts it
/// into its box. A drawing so needs no care for its own size: in whatever units it paints (about
/// a hundred for its height), it fills the box exactly.
final class Brush {
  private static final Color MOONLIGHT = new Color(0xc4, 0xd4, 0xff);

  /// `thickness` 0 is a filled shape; a mark that does not count may reach out of the box.
  private record Mark(Shape shape, Paint paint, double thickness, boolean counts) {}

  private final Look look;
  private final Dice dice;
  private final Color hue;
  private final List<Mark> marks = new ArrayList<>();
  private AffineTransform place = new AffineTransform();

  Brush(Look look) {
    this.look = look;
    this.dice = new Dice(look.seed());
    this.hue = Shades.of(look.hue(), dice);
    if (look.facingLeft()) {
      place.scale(-1, 1);
    }
  }

  Look look() {
    return look;
  }

  Dice dice() {
    return dice;
  }

  /// The colour asked for.
  Color hue() {
    return hue;
  }

  /// Is it so dark that lamps are on?
  boolean night() {
    return look.light() < 0.45;
  }

  /// Turns all that follows about a point.
  void turn(double degrees, double centreX, double centreY) {
    place.rotate(Math.toRadians(degrees), centreX, centreY);
  }

  /// Paints a part that is turned, moved or stretched as a whole.
  void part(AffineTransform move, Runnable part) {
    AffineTransform before = place;
    place = new AffineTransform(before);
    place.concatenate(move);
    part.run();
    place = before;
  }

  /// One colour, no shading.
  void flat(Shape shape, Color colour) {
    add(placed(shape), lit(colour), 0);
  }

  /// A colour that shines by itself, as bright by night as by day.
  void shining(Shape shape, Color colour) {
    add(placed(shape), colour, 0);
  }

  /// A flat or gently bent surface: light from the upper left, a soft darker edge.
  void solid(Shape shape, Color colour) {
    solid(shape, colour, 0.9);
  }

  void solid(Shape shape, Color colour, double edge) {
    Shape placed = placed(shape);
    Rectangle2D bounds = placed.getBounds2D();
    if (bounds.isEmpty()) {
      return;
    }
    Color base = lit(colour);
    add(
        placed,
        new LinearGradientPaint(
            new Point2D.Double(bounds.getMinX(), bounds.getMinY()),
            new Point2D.Double(
                bounds.getMinX() + bounds.getWidth() * 0.75,
                bounds.getMinY() + bounds.getHeight() + 1e-3),
            new float[] {0, 0.45f, 1},
            new Color[] {lighter(base, 0.24), base, darker(base, 0.34)}),
        0);
    edge(placed, bounds, base, edge);
  }

  /// A round body: a bright spot at the upper left that falls off to the far side.
  void round(Shape shape, Color colour) {
    round(shape, colour, 0.9);
  }

  void round(Shape shape, Color colour, double edge) {
    Shape placed = placed(shape);
    Rectangle2D bounds = placed.getBounds2D();
    if (bounds.isEmpty()) {
      return;
    }
    Color base = lit(colour);
    double radius = Math.max(bounds.getWidth(), bounds.getHeight());
    add(
        placed,
        new RadialGradientPaint(
            new Point2D.Double(
                bounds.getMinX() + bounds.getWidth() * 0.34,
                bounds.getMinY() + bounds.getHeight() * 0.28),
            (float) (radius * 0.86),
            new float[] {0, 0.42f, 1},
            new Color[] {lighter(base, 0.32), base, darker(base, 0.5)}),
        0);
    edge(placed, bounds, base, edge);
  }

  private void edge(Shape placed, Rectangle2D bounds, Color base, double thickness) {
    if (thickness <= 0) {
      return;
    }
    Color shadow = clear(darker(base, 0.85), 0.7);
    Color upper = night() ? clear(mix(base, MOONLIGHT, 0.65), 0.85) : shadow;
    add(
        placed,
        new GradientPaint(
            (float) bounds.getMinX(),
            (float) bounds.getMinY(),
            upper,
            (float) bounds.getMaxX(),
            (float) bounds.getMaxY() + 1e-3f,
            shadow),
        thickness);
  }

  /// From one colour at the top to another at the bottom.
  void fade(Shape shape, Color top, Color bottom) {
    Shape placed = placed(shape);
    Rectangle2D bounds = placed.getBounds2D();
    if (bounds.isEmpty()) {
      return;
    }
    add(
        placed,
        new GradientPaint(
            0,
            (float) bounds.getMinY(),
            lit(top),
            0,
            (float) bounds.getMaxY() + 1e-3f,
            lit(bottom)),
        0);
  }

  /// A line with round ends.
  void line(Shape shape, Color colour, double thickness) {
    add(placed(shape), lit(colour), thickness);
  }

  /// A soft shadow that another part casts.
  void shadow(Shape shape, double opacity) {
    add(placed(shape), clear(new Color(0x12, 0x10, 0x28), opacity), 0);
  }

  /// A reflection of the light.
  void gloss(Shape shape, double opacity) {
    add(placed(shape), clear(Color.WHITE, opacity * (0.4 + 0.6 * look.light())), 0);
  }

  /// A halo that may reach out of the box.
  void glow(double centreX, double centreY, double radius, Color colour, double opacity) {
    Shape placed = placed(Shapes.circle(centreX, centreY, radius));
    Rectangle2D bounds = placed.getBounds2D();
    Paint paint =
        new RadialGradientPaint(
            new Point2D.Double(bounds.getCenterX(), bounds.getCenterY()),
            (float) radius,
            new float[] {0, 0.5f, 1},
            new Color[] {clear(colour, opacity), clear(colour, opacity * 0.4), clear(colour, 0)});
    marks.add(new Mark(placed, paint, 0, false));
  }

  /// Keeps room free: the box reaches over the shape, though nothing is seen there.
  void reserve(Shape shape) {
    add(placed(shape), clear(Color.WHITE, 0), 0);
  }

  private Color lit(Color colour) {
    return Shades.lit(colour, look.light());
  }

  private Shape placed(Shape shape) {
    return place.isIdentity() ? shape : place.createTransformedShape(shape);
  }

  private void add(Shape shape, Paint paint, double thickness) {
    marks.add(new Mark(shape, paint, thickness, true));
  }

  private Rectangle2D bounds() {
    double left = Double.MAX_VALUE;
    double top = Double.MAX_VALUE;
    double right = -Double.MAX_VALUE;
    double bottom = -Double.MAX_VALUE;
    for (Mark mark : marks) {
      Rectangle2D bounds = mark.shape.getBounds2D();
      if (mark.counts && (bounds.getWidth() > 0 || bounds.getHeight() > 0)) {
        double out = mark.thickness / 2;
        left = Math.min(left, bounds.getMinX() - out);
        top = Math.min(top, bounds.getMinY() - out);
        right = Math.max(right, bounds.getMaxX() + out);
        bottom = Math.max(bottom, bounds.getMaxY() + out);
      }
    }
    return new Rectangle2D.Double(left, top, right - left, bottom - top);
  }

  /// Width over height of all that was painted.
  double aspect() {
    Rectangle2D bounds = bounds();
    return bounds.getWidth() / bounds.getHeight();
  }

  /// Puts all that was painted into the box x 0..[aspect][#aspect()], y 0..1.
  void show(Graphics2D graphics) {
    Rectangle2D bounds = bounds();
    Graphics2D canvas = (Graphics2D) graphics.create();
    canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    canvas.scale(1 / bounds.getHeight(), 1 / bounds.getHeight());
    canvas.translate(-bounds.getMinX(), -bounds.getMinY());
    for (Mark mark : marks) {
      canvas.setPaint(mark.paint);
      if (mark.thickness > 0) {
        canvas.setStroke(
            new BasicStroke((float) mark.thickness, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        canvas.draw(mark.shape);
      } else {
        canvas.fill(mark.shape);
      }
    }
    canvas.dispose();
  }
}

package dev.pictor.sketchbook.backdrop;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.RadialGradientPaint;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/// A picture that is painted on, and the strokes that backdrops are made of.
public final class Pane {
  private final Graphics2D graphics;
  private final Rectangle2D view;
  private final SplittableRandom random;

  /// @param graphics scaled so that the middle square of the picture is 0..1
  /// @param view all that the picture shows, in the same units
  public Pane(Graphics2D graphics, Rectangle2D view, long seed) {
    this.graphics = graphics;
    this.view = view;
    this.random = new SplittableRandom(seed);
  }

  double left() {
    return view.getMinX();
  }

  double right() {
    return view.getMaxX();
  }

  double top() {
    return view.getMinY();
  }

  double bottom() {
    return view.getMaxY();
  }

  double between(double low, double high) {
    return low + random.nextDouble() * (high - low);
  }

  int whole(int low, int high) {
    return random.nextInt(low, high + 1);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  Color pick(Color... options) {
    return options[random.nextInt(options.length)];
  }

  static Color rgb(int hex) {
    return new Color(hex);
  }

  static Color clear(Color colour, double opacity) {
    return new Color(
        colour.getRed(),
        colour.getGreen(),
        colour.getBlue(),
        Math.clamp(Math.round(255 * opacity), 0, 255));
  }

  static Color mix(Color from, Color to, double share) {
    return new Color(
        blend(from.getRed(), to.getRed(), share),
        blend(from.getGreen(), to.getGreen(), share),
        blend(from.getBlue(), to.getBlue(), share),
        blend(from.getAlpha(), to.getAlpha(), share));
  }

  private static int blend(int from, int to, double share) {
    return Math.clamp(Math.round(from + (to - from) * share), 0, 255);
  }

  /// The colour a little to either side, so that no two pictures are quite alike.
  Color near(Color colour) {
    float[] hsb = Color.RGBtoHSB(colour.getRed(), colour.getGreen(), colour.getBlue(), null);
    return Color.getHSBColor(
        hsb[0] + (float) between(-0.018, 0.018),
        Math.clamp(hsb[1] * (float) between(0.9, 1.1), 0, 1),
        Math.clamp(hsb[2] * (float) between(0.95, 1.05), 0, 1));
  }

  void fill(Shape shape, Color colour) {
    graphics.setPaint(colour);
    graphics.fill(shape);
  }

  void stroke(Shape shape, double width, Color colour) {
    graphics.setPaint(colour);
    graphics.setStroke(
        new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.draw(shape);
  }

  void line(double x0, double y0, double x1, double y1, double width, Color colour) {
    stroke(new Line2D.Double(x0, y0, x1, y1), width, colour);
  }

  /// Fills a shape from one colour at `y0` to another at `y1`.
  void fade(Shape shape, double y0, Color from, double y1, Color to) {
    graphics.setPaint(new GradientPaint(0, (float) y0, from, 0, (float) y1, to));
    graphics.fill(shape);
  }

  /// A band over the whole width, its colours spread evenly.
  void band(double y0, double y1, Color... colours) {
    float[] stops = new float[colours.length];
    for (int stop = 0; stop < stops.length; stop++) {
      stops[stop] = stop / (float) (stops.length - 1);
    }
    graphics.setPaint(
        new LinearGradientPaint(
            new Point2D.Double(0, y0), new Point2D.Double(0, y1), stops, colours));
    graphics.fill(box(left() - 0.01, y0, right() + 0.01, y1));
  }

  /// A sky from the upper edge to the horizon, lighter below; above the middle square it goes on.
  void sky(double horizon, Color... colours) {
    fill(box(left(), top(), right(), 0.01), colours[0]);
    band(0, horizon, colours);
  }

  /// Ground from the horizon to the lower edge.
  void ground(double horizon, Color far, Color near) {
    fill(box(left(), 0.99, right(), bottom()), near);
    band(horizon, 1, far, near);
  }

  /// A round light that fades outwards.
  void glow(double x, double y, double radius, Color colour, double opacity) {
    glow(x, y, radius, radius, colour, opacity);
  }

  void glow(double x, double y, double across, double down, Color colour, double opacity) {
    Graphics2D squeezed = (Graphics2D) graphics.create();
    squeezed.translate(x, y);
    squeezed.scale(across, down);
    squeezed.setPaint(
        new RadialGradientPaint(
            new Point2D.Double(0, 0),
            1,
            new float[] {0, 0.45f, 1},
            new Color[] {clear(colour, opacity), clear(colour, opacity * 0.42), clear(colour, 0)}));
    squeezed.fill(new Ellipse2D.Double(-1, -1, 2, 2));
    squeezed.dispose();
  }

  /// The shadow below a thing that stands at (x, y).
  public void contactShadow(double x, double y, double across, double opacity) {
    glow(x + across * 0.06, y, across, Math.max(0.012, across * 0.16), rgb(0x10101c), opacity);
    glow(x, y, across * 0.7, Math.max(0.007, across * 0.07), rgb(0x08080f), opacity);
  }

  /// Land below a curve.
  void land(DoubleUnaryOperator height, double low, Color top, Color below) {
    fade(under(height, low), lowest(height), top, low, below);
  }

  private double lowest(DoubleUnaryOperator height) {
    double least = Double.MAX_VALUE;
    for (double x = left(); x <= right(); x += 0.05) {
      least = Math.min(least, height.applyAsDouble(x));
    }
    return least;
  }

  /// What lies between a curve and the level `low`.
  Shape under(DoubleUnaryOperator height, double low) {
    Path2D path = new Path2D.Double();
    path.moveTo(left() - 0.02, low);
    for (double x = left() - 0.02; x <= right() + 0.03; x += 0.01) {
      path.lineTo(x, height.applyAsDouble(x));
    }
    path.lineTo(right() + 0.03, low);
    path.closePath();
    return path;
  }

  /// A gently rolling line about `level`; `swing` is how far it goes up and down.
  DoubleUnaryOperator rolling(double level, double swing, double waves) {
    double first = between(0, 6.3);
    double second = between(0, 6.3);
    double third = between(0, 6.3);
    return x ->
        level
            + swing
                * (0.6 * Math.sin(waves * x + first)
                    + 0.3 * Math.sin(2.3 * waves * x + second)
                    + 0.12 * Math.sin(5.1 * waves * x + third));
  }

  /// A cloud of soft balls, flat below.
  void cloud(double x, double y, double size, Color light, Color shade, double opacity) {
    int balls = whole(5, 8);
    for (int pass = 0; pass < 2; pass++) {
      for (int ball = 0; ball < balls; ball++) {
        double at = ball / (balls - 1.0) - 0.5;
        double high = (1 - 4 * at * at) * between(0.16, 0.3) + 0.12;
        glow(
            x + at * size * 1.1,
            y - high * size * (pass == 0 ? 0.25 : 0.55),
            size * (0.26 + high * 0.35),
            size * (0.2 + high * 0.25),
            pass == 0 ? shade : light,
            opacity);
      }
    }
  }

  /// A few clouds in a sky.
  void clouds(double horizon, Color light, Color shade, double opacity) {
    int count = whole(2, 5);
    for (int cloud = 0; cloud < count; cloud++) {
      double depth = between(0.1, 0.75);
      cloud(
          between(left(), right()),
          horizon * depth,
          0.34 * (1.05 - depth * 0.8),
          light,
          shade,
          opacity);
    }
  }

  void stars(double low, int count) {
    for (int star = 0; star < count; star++) {
      double size = between(0.0012, 0.0042);
      double x = between(left(), right());
      double y = between(top(), low);
      fill(
          circle(x, y, size),
          clear(pick(rgb(0xffffff), rgb(0xdfe9ff), rgb(0xfff1d8)), between(0.4, 1)));
    }
  }

  /// Mist that is thickest at `y`.
  void mist(double y, double reach, Color colour, double opacity) {
    Color none = clear(colour, 0);
    band(y - reach, y + reach, none, clear(colour, opacity), none);
  }

  /// Darker corners, that lead the eye to the middle.
  void vignette(double opacity) {
    double x = view.getCenterX();
    double y = view.getCenterY();
    double radius = Math.hypot(view.getWidth(), view.getHeight()) / 2;
    graphics.setPaint(
        new RadialGradientPaint(
            new Point2D.Double(x, y),
            (float) radius,
            new float[] {0, 0.62f, 1},
            new Color[] {
              clear(Color.BLACK, 0), clear(Color.BLACK, 0), clear(rgb(0x080814), opacity)
            }));
    graphics.fill(view);
  }

  /// A thin colour over everything, as the light of an evening lies on it.
  void grade(Color colour, double opacity) {
    fill(view, clear(colour, opacity));
  }

  /// Short strokes of light on water, denser and finer towards the horizon.
  void ripples(double horizon, double low, int count, Color colour, double opacity) {
    for (int ripple = 0; ripple < count; ripple++) {
      double depth = Math.pow(between(0, 1), 1.6);
      double y = horizon + 0.006 + (low - horizon) * depth;
      double reach = 0.012 + 0.07 * depth * between(0.6, 1.4);
      double x = between(left(), right());
      Path2D wave = new Path2D.Double();
      wave.moveTo(x - reach, y);
      wave.quadTo(x, y - 0.002 - 0.007 * depth, x + reach, y);
      stroke(wave, 0.0012 + 0.0034 * depth, clear(colour, opacity * between(0.4, 1)));
    }
  }

  /// Blades of grass, larger towards the viewer.
  void grass(DoubleUnaryOperator line, double low, int count, Color light, Color dark) {
    for (int blade = 0; blade < count; blade++) {
      double x = between(left(), right());
      double start = line.applyAsDouble(x);
      double depth = (blade + 0.5) / count;
      double y = start + (low - start) * depth;
      double high = 0.008 + 0.035 * depth * between(0.5, 1.2);
      double lean = between(-0.6, 0.6) * high;
      Path2D path = new Path2D.Double();
      path.moveTo(x, y);
      path.quadTo(x, y - high * 0.6, x + lean, y - high);
      stroke(path, 0.0016 + 0.003 * depth, clear(mix(light, dark, between(0, 1)), 0.75));
    }
  }

  /// A fir: tiers of branches, darker to the right.
  void fir(double x, double foot, double high, Color colour) {
    fill(
        box(x - high * 0.03, foot - high * 0.12, x + high * 0.03, foot),
        mix(colour, rgb(0x3a2818), 0.7));
    for (int tier = 0; tier < 4; tier++) {
      double low = foot - high * (0.08 + tier * 0.2);
      double wide = high * (0.27 - tier * 0.052);
      double tip = low - high * 0.36;
      fill(polygon(x - wide, low, x, tip, x + wide, low), colour);
      fill(
          polygon(x, tip, x + wide, low, x + wide * 0.1, low - high * 0.02),
          clear(rgb(0x05140c), 0.25));
    }
  }

  /// A leafy tree: a trunk and a crown of soft balls lit from the upper left.
  void leafy(double x, double foot, double high, Color colour) {
    fill(
        polygon(
            x - high * 0.05,
            foot,
            x - high * 0.025,
            foot - high * 0.5,
            x + high * 0.025,
            foot - high * 0.5,
            x + high * 0.05,
            foot),
        mix(colour, rgb(0x4a3320), 0.8));
    for (int ball = 0; ball < 7; ball++) {
      double turn = ball * 0.9;
      double reach = ball == 0 ? 0 : high * 0.17;
      double bx = x + Math.cos(turn) * reach * 1.15;
      double by = foot - high * 0.68 + Math.sin(turn) * reach;
      double size = high * between(0.15, 0.2);
      fill(circle(bx, by, size), mix(colour, rgb(0x0c2410), 0.12 + 0.2 * (ball % 2)));
      fill(
          circle(bx - size * 0.25, by - size * 0.3, size * 0.62),
          clear(mix(colour, rgb(0xe8f0a0), 0.3), 0.55));
    }
  }

  static Shape circle(double x, double y, double radius) {
    return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
  }

  static Shape oval(double x, double y, double across, double down) {
    return new Ellipse2D.Double(x - across, y - down, 2 * across, 2 * down);
  }

  static Shape box(double x0, double y0, double x1, double y1) {
    return new Rectangle2D.Double(x0, y0, x1 - x0, y1 - y0);
  }

  static Shape polygon(double... points) {
    Path2D path = new Path2D.Double();
    path.moveTo(points[0], points[1]);
    for (int point = 2; point < points.length; point += 2) {
      path.lineTo(points[point], points[point + 1]);
    }
    path.closePath();
    return path;
  }

  static Shape turned(Shape shape, double radians, double x, double y) {
    return AffineTransform.getRotateInstance(radians, x, y).createTransformedShape(shape);
  }
}

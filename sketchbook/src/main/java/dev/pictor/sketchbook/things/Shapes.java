package dev.pictor.sketchbook.things;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;

/// The outlines that drawings are made of, in units of about a hundredth of their height, y down.
/// Points are given one by one, or as computed numbers `x, y, x, y, ...`.
final class Shapes {
  private Shapes() {}

  static Point2D at(double x, double y) {
    return new Point2D.Double(x, y);
  }

  private static double[] numbers(Point2D... points) {
    double[] numbers = new double[2 * points.length];
    for (int i = 0; i < points.length; i++) {
      numbers[2 * i] = points[i].getX();
      numbers[2 * i + 1] = points[i].getY();
    }
    return numbers;
  }

  static Shape blob(Point2D... points) {
    return blob(numbers(points));
  }

  static Shape curve(Point2D... points) {
    return curve(numbers(points));
  }

  static Shape polygon(Point2D... points) {
    return polygon(numbers(points));
  }

  static Shape lines(Point2D... points) {
    return lines(numbers(points));
  }

  static Shape soft(double radius, Point2D... points) {
    return soft(radius, numbers(points));
  }

  static Shape ellipse(double centreX, double centreY, double radiusX, double radiusY) {
    return new Ellipse2D.Double(centreX - radiusX, centreY - radiusY, 2 * radiusX, 2 * radiusY);
  }

  static Shape circle(double centreX, double centreY, double radius) {
    return ellipse(centreX, centreY, radius, radius);
  }

  static Shape box(double left, double top, double width, double height) {
    return new Rectangle2D.Double(left, top, width, height);
  }

  static Shape rounded(double left, double top, double width, double height, double radius) {
    return new RoundRectangle2D.Double(left, top, width, height, 2 * radius, 2 * radius);
  }

  static Shape polygon(double... points) {
    Path2D path = lines(points);
    path.closePath();
    return path;
  }

  static Path2D lines(double... points) {
    Path2D path = new Path2D.Double();
    path.moveTo(points[0], points[1]);
    for (int i = 2; i < points.length; i += 2) {
      path.lineTo(points[i], points[i + 1]);
    }
    return path;
  }

  /// A polygon whose corners are rounded by about `radius`.
  static Shape soft(double radius, double... points) {
    int count = points.length / 2;
    Path2D path = new Path2D.Double();
    for (int i = 0; i < count; i++) {
      double x = points[2 * i];
      double y = points[2 * i + 1];
      int before = Math.floorMod(i - 1, count);
      int next = (i + 1) % count;
      double toBefore = Math.hypot(points[2 * before] - x, points[2 * before + 1] - y);
      double toNext = Math.hypot(points[2 * next] - x, points[2 * next + 1] - y);
      double in = Math.min(0.5, radius / toBefore);
      double out = Math.min(0.5, radius / toNext);
      double startX = x + (points[2 * before] - x) * in;
      double startY = y + (points[2 * before + 1] - y) * in;
      if (i == 0) {
        path.moveTo(startX, startY);
      } else {
        path.lineTo(startX, startY);
      }
      path.quadTo(x, y, x + (points[2 * next] - x) * out, y + (points[2 * next + 1] - y) * out);
    }
    path.closePath();
    return path;
  }

  /// A closed, smooth outline through the points (Catmull-Rom as cubic curves).
  static Shape blob(double... points) {
    Path2D path = smooth(points, true);
    path.closePath();
    return path;
  }

  /// An open, smooth line through the points.
  static Shape curve(double... points) {
    return smooth(points, false);
  }

  private static Path2D smooth(double[] points, boolean closed) {
    int count = points.length / 2;
    Path2D path = new Path2D.Double();
    path.moveTo(points[0], points[1]);
    for (int i = 0; i < (closed ? count : count - 1); i++) {
      int before = index(i - 1, count, closed);
      int next = index(i + 1, count, closed);
      int after = index(i + 2, count, closed);
      path.curveTo(
          points[2 * i] + (points[2 * next] - points[2 * before]) / 6,
          points[2 * i + 1] + (points[2 * next + 1] - points[2 * before + 1]) / 6,
          points[2 * next] - (points[2 * after] - points[2 * i]) / 6,
          points[2 * next + 1] - (points[2 * after + 1] - points[2 * i + 1]) / 6,
          points[2 * next],
          points[2 * next + 1]);
    }
    return path;
  }

  private static int index(int index, int count, boolean closed) {
    return closed ? Math.floorMod(index, count) : Math.clamp(index, 0, count - 1);
  }

  /// A limb: circles along the points, `x, y, radius, x, y, radius, ...`, and what joins them.
  static Shape limb(double... joints) {
    Area area = new Area(circle(joints[0], joints[1], joints[2]));
    for (int i = 3; i < joints.length; i += 3) {
      double deltaX = joints[i] - joints[i - 3];
      double deltaY = joints[i + 1] - joints[i - 2];
      double length = Math.max(1e-6, Math.hypot(deltaX, deltaY));
      double acrossX = -deltaY / length;
      double acrossY = deltaX / length;
      double from = joints[i - 1];
      double to = joints[i + 2];
      area.add(
          new Area(
              polygon(
                  joints[i - 3] + acrossX * from,
                  joints[i - 2] + acrossY * from,
                  joints[i] + acrossX * to,
                  joints[i + 1] + acrossY * to,
                  joints[i] - acrossX * to,
                  joints[i + 1] - acrossY * to,
                  joints[i - 3] - acrossX * from,
                  joints[i - 2] - acrossY * from)));
      area.add(new Area(circle(joints[i], joints[i + 1], to)));
    }
    return area;
  }

  /// A smooth limb without joints, such as a tail: `x, y, radius, x, y, radius, ...`.
  static Shape rope(double... points) {
    int count = points.length / 3;
    double[] outline = new double[4 * count];
    for (int i = 0; i < count; i++) {
      int before = 3 * index(i - 1, count, false);
      int next = 3 * index(i + 1, count, false);
      double deltaX = points[next] - points[before];
      double deltaY = points[next + 1] - points[before + 1];
      double share = points[3 * i + 2] / Math.max(1e-6, Math.hypot(deltaX, deltaY));
      int back = 2 * (2 * count - 1 - i);
      outline[2 * i] = points[3 * i] - deltaY * share;
      outline[2 * i + 1] = points[3 * i + 1] + deltaX * share;
      outline[back] = points[3 * i] + deltaY * share;
      outline[back + 1] = points[3 * i + 1] - deltaX * share;
    }
    int end = 3 * (count - 1);
    return join(blob(outline), circle(points[end], points[end + 1], points[end + 2]));
  }

  /// A star or a gear of rays round a centre.
  static Shape star(double centreX, double centreY, double outer, double inner, int rays) {
    double[] points = new double[4 * rays];
    for (int i = 0; i < 2 * rays; i++) {
      double angle = Math.PI * i / rays - Math.PI / 2;
      double radius = i % 2 == 0 ? outer : inner;
      points[2 * i] = centreX + radius * Math.cos(angle);
      points[2 * i + 1] = centreY + radius * Math.sin(angle);
    }
    return polygon(points);
  }

  static Shape turned(Shape shape, double degrees, double centreX, double centreY) {
    return AffineTransform.getRotateInstance(Math.toRadians(degrees), centreX, centreY)
        .createTransformedShape(shape);
  }

  static Shape moved(Shape shape, double byX, double byY) {
    return AffineTransform.getTranslateInstance(byX, byY).createTransformedShape(shape);
  }

  static Shape join(Shape... shapes) {
    Area area = new Area();
    for (Shape shape : shapes) {
      area.add(new Area(shape));
    }
    return area;
  }

  static Shape within(Shape whole, Shape part) {
    Area area = new Area(whole);
    area.intersect(new Area(part));
    return area;
  }

  static Shape without(Shape whole, Shape part) {
    Area area = new Area(whole);
    area.subtract(new Area(part));
    return area;
  }
}

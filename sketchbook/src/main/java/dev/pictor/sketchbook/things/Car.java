package dev.pictor.sketchbook.things;

import static dev.pictor.sketchbook.things.Shades.GLASS;
import static dev.pictor.sketchbook.things.Shades.STEEL;
import static dev.pictor.sketchbook.things.Shades.darker;
import static dev.pictor.sketchbook.things.Shapes.at;
import static dev.pictor.sketchbook.things.Shapes.box;
import static dev.pictor.sketchbook.things.Shapes.circle;
import static dev.pictor.sketchbook.things.Shapes.curve;
import static dev.pictor.sketchbook.things.Shapes.join;
import static dev.pictor.sketchbook.things.Shapes.lines;
import static dev.pictor.sketchbook.things.Shapes.rounded;
import static dev.pictor.sketchbook.things.Shapes.soft;
import static dev.pictor.sketchbook.things.Shapes.within;

import java.awt.Color;
import java.awt.Shape;

/// A car that drives to the right: saloon, beetle or hatchback.
final class Car {
  private Car() {}

  static void paint(Brush brush) {
    Dice dice = brush.dice();
    int style = dice.whole(0, 2);
    double length = dice.between(158, 186);
    double roof = dice.between(8, 18);
    double rear = style == 2 ? 14 : dice.between(34, 44);
    double front = length - dice.between(46, 58);
    double wheel = dice.between(17, 20);
    double rearWheel = dice.between(34, 38);
    double frontWheel = length - dice.between(34, 38);
    double bonnet = dice.between(46, 50);
    Color colour = brush.hue();

    Shape lower =
        soft(
            14,
            at(0, 84),
            at(0, 54),
            at(10, bonnet),
            at(front + 12, bonnet - 2),
            at(length - 8, 56),
            at(length, 68),
            at(length, 84));
    Shape cabin =
        style == 1
            ? soft(
                30, at(rear - 26, 56), at(rear + 4, roof), at(front - 8, roof), at(front + 14, 56))
            : soft(
                13,
                at(rear - 16, 54),
                at(rear + 8, roof),
                at(front - 18, roof),
                at(front + 12, 54));
    Shape body = join(lower, cabin);
    brush.solid(body, colour);
    brush.shadow(within(lower, box(0, 75, length, 20)), 0.22);

    double middle = (rear + front) / 2 + dice.between(-4, 4);
    Shape panes =
        style == 1
            ? soft(
                22,
                at(rear - 12, 46),
                at(rear + 9, roof + 6),
                at(front - 11, roof + 6),
                at(front + 4, 46))
            : soft(
                9,
                at(rear - 5, 46),
                at(rear + 11, roof + 6),
                at(front - 20, roof + 6),
                at(front + 2, 46));
    Color glass = brush.night() ? Shades.mix(GLASS, Shades.AMBER, 0.4) : GLASS;
    brush.solid(panes, glass);
    brush.gloss(
        within(
            panes,
            soft(
                1, at(middle + 8, 0), at(middle + 18, 0), at(middle - 2, 60), at(middle - 12, 60))),
        0.45);
    brush.flat(within(cabin, box(middle - 2, roof, 4.5, 40)), colour);

    brush.line(
        curve(at(middle, 49), at(middle + 1, 62), at(middle - 1, 76)), darker(colour, 0.7), 1.1);
    brush.line(lines(at(middle - 14, 56), at(middle - 6, 56)), darker(colour, 0.8), 2.4);
    brush.gloss(
        soft(2, at(12, bonnet + 4), at(front + 20, bonnet + 3), at(front + 18, 53), at(12, 54)),
        0.3);
    brush.shadow(
        within(lower, join(circle(rearWheel, 82, wheel + 4), circle(frontWheel, 82, wheel + 4))),
        0.7);
    brush.solid(rounded(length - 12, 76, 14, 7, 3), STEEL);
    brush.solid(rounded(-2, 76, 14, 7, 3), STEEL);
    brush.solid(rounded(-1, 56, 7, 11, 3), new Color(0xc8, 0x22, 0x2a));
    int spokes = dice.whole(4, 7);
    Wheels.road(brush, rearWheel, 100 - wheel, wheel, spokes);
    Wheels.road(brush, frontWheel, 100 - wheel, wheel, spokes);
    Wheels.lamp(brush, length - 7, 63, 5.5);
  }
}

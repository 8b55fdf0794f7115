package dev.pictor.sketchbook.things;

import static dev.pictor.sketchbook.things.Shades.GLASS;
import static dev.pictor.sketchbook.things.Shades.STEEL;
import static dev.pictor.sketchbook.things.Shades.darker;
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
            0,
            84,
            0,
            54,
            10,
            bonnet,
            front + 12,
            bonnet - 2,
            length - 8,
            56,
            length,
            68,
            length,
            84);
    Shape cabin =
        style == 1
            ? soft(30, rear - 26, 56, rear + 4, roof, front - 8, roof, front + 14, 56)
            : soft(13, rear - 16, 54, rear + 8, roof, front - 18, roof, front + 12, 54);
    Shape body = join(lower, cabin);
    brush.solid(body, colour);
    brush.shadow(within(lower, box(0, 75, length, 20)), 0.22);

    double middle = (rear + front) / 2 + dice.between(-4, 4);
    Shape panes =
        style == 1
            ? soft(22, rear - 12, 46, rear + 9, roof + 6, front - 11, roof + 6, front + 4, 46)
            : soft(9, rear - 5, 46, rear + 11, roof + 6, front - 20, roof + 6, front + 2, 46);
    Color glass = brush.night() ? Shades.mix(GLASS, Shades.AMBER, 0.4) : GLASS;
    brush.solid(panes, glass);
    brush.gloss(
        within(panes, soft(1, middle + 8, 0, middle + 18, 0, middle - 2, 60, middle - 12, 60)),
        0.45);
    brush.flat(within(cabin, box(middle - 2, roof, 4.5, 40)), colour);

    brush.line(curve(middle, 49, middle + 1, 62, middle - 1, 76), darker(colour, 0.7), 1.1);
    brush.line(lines(middle - 14, 56, middle - 6, 56), darker(colour, 0.8), 2.4);
    brush.gloss(soft(2, 12, bonnet + 4, front + 20, bonnet + 3, front + 18, 53, 12, 54), 0.3);
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

package dev.pictor.sketchbook.things;

import dev.pictor.sketchbook.Hue;
import java.awt.Color;

/// Colours and what light and shadow make of them.
final class Shades {
  static final Color INK = new Color(0x26, 0x24, 0x2c);
  static final Color CREAM = new Color(0xfb, 0xf3, 0xdf);
  static final Color SNOW = new Color(0xf7, 0xf8, 0xfa);
  static final Color GLASS = new Color(0xa9, 0xd6, 0xee);
  static final Color STEEL = new Color(0xb4, 0xbb, 0xc4);
  static final Color RUBBER = new Color(0x2b, 0x2c, 0x31);
  static final Color WOOD = new Color(0x8c, 0x5c, 0x34);
  static final Color LEAF = new Color(0x4c, 0x9a, 0x3c);
  static final Color AMBER = new Color(0xff, 0xd2, 0x6a);
  static final Color ROSE = new Color(0xf0, 0x8c, 0x96);

  private static final Color SUNLIT = new Color(0xff, 0xfb, 0xea);

  private Shades() {}

  /// The paint for a hue, each time a little different.
  static Color of(Hue hue, Dice dice) {
    Color base =
        switch (hue) {
          case RED -> new Color(0xdb, 0x2b, 0x2e);
          case ORANGE -> new Color(0xf7, 0x86, 0x1c);
          case YELLOW -> new Color(0xfb, 0xd4, 0x2e);
          case GREEN -> new Color(0x3f, 0xa6, 0x4a);
          case BLUE -> new Color(0x2b, 0x66, 0xd6);
          case PURPLE -> new Color(0x86, 0x3f, 0xb8);
          case PINK -> new Color(0xf7, 0x8f, 0xba);
          case BROWN -> new Color(0x86, 0x52, 0x2e);
          case WHITE -> new Color(0xf4, 0xf4, 0xf1);
          case BLACK -> new Color(0x33, 0x33, 0x3a);
        };
    float[] hsb = Color.RGBtoHSB(base.getRed(), base.getGreen(), base.getBlue(), null);
    boolean plain = hue == Hue.WHITE || hue == Hue.BLACK;
    return Color.getHSBColor(
        hsb[0] + (float) dice.between(-0.012, 0.012),
        Math.clamp(hsb[1] * (float) (plain ? 1 : dice.between(0.92, 1.06)), 0, 1),
        Math.clamp(hsb[2] * (float) dice.between(0.95, 1.05), 0, 1));
  }

  /// `share` 0 is all `from`, 1 all `to`; the transparency of `from` stays.
  static Color mix(Color from, Color to, double share) {
    return new Color(
        blend(from.getRed(), to.getRed(), share),
        blend(from.getGreen(), to.getGreen(), share),
        blend(from.getBlue(), to.getBlue(), share),
        from.getAlpha());
  }

  private static int blend(int from, int to, double share) {
    return Math.clamp(Math.round(from + (to - from) * share), 0, 255);
  }

  static Color lighter(Color colour, double share) {
    return mix(colour, SUNLIT, share);
  }

  /// Into the shadow: darker, a little cooler, and no less colourful.
  static Color darker(Color colour, double share) {
    Color shadow =
        new Color(
            colour.getRed() * 35 / 100,
            colour.getGreen() * 34 / 100,
            Math.min(255, colour.getBlue() * 42 / 100 + 8),
            colour.getAlpha());
    return mix(colour, shadow, share);
  }

  /// `opacity` 0 is clear, 1 covers.
  static Color clear(Color colour, double opacity) {
    return new Color(
        colour.getRed(),
        colour.getGreen(),
        colour.getBlue(),
        Math.clamp(Math.round(255 * opacity), 0, 255));
  }

  /// 0 black .. 1 white, as the eye sees it.
  static double brightness(Color colour) {
    return (0.30 * colour.getRed() + 0.59 * colour.getGreen() + 0.11 * colour.getBlue()) / 255;
  }

  /// A second tone that is seen on the colour: lighter on dark, darker on light.
  static Color against(Color colour, double share) {
    return brightness(colour) < 0.4 ? lighter(colour, share) : darker(colour, share);
  }

  /// What the colour looks like by the light there is, 0 night .. 1 day.
  static Color lit(Color colour, double light) {
    double dark = 1 - Math.clamp(light, 0, 1);
    return new Color(
        blend(colour.getRed(), 0, 0.17 * dark),
        blend(colour.getGreen(), 0, 0.15 * dark),
        blend(colour.getBlue(), 0, 0.04 * dark),
        colour.getAlpha());
  }
}

package dev.pictor.sketchbook.things;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pictor.sketchbook.Hue;
import dev.pictor.sketchbook.Kind;
import dev.pictor.sketchbook.Look;
import dev.pictor.sketchbook.Pose;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ThingsTest {
  private static final int HEIGHT = 96;

  /// Room around the box, in which nothing solid may be painted.
  private static final int MARGIN = 12;

  @ParameterizedTest
  @EnumSource
  void draw_fillsItsBoxAndStaysInIt(Kind kind) {
    for (Hue hue : Hue.values()) {
      for (Pose pose : Pose.values()) {
        Look look = new Look(hue, pose, pose.ordinal() % 2 == 0, 1, 31L * hue.ordinal());
        double width = Things.of(kind).width(look) * HEIGHT;
        Rectangle painted = painted(draw(kind, look));

        assertThat(painted.getMinX()).isCloseTo(MARGIN, within(3.0));
        assertThat(painted.getMaxX()).isCloseTo(MARGIN + width, within(3.0));
        assertThat(painted.getMinY()).isCloseTo(MARGIN, within(5.0));
        if (!kind.isPerson() || pose != Pose.JUMPING) {
          assertThat(painted.getMaxY()).isCloseTo(MARGIN + HEIGHT, within(3.0));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void draw_isTheSameForTheSameLookAndAnotherForAnotherSeed(Kind kind) {
    Look look = new Look(Hue.RED, null, false, 1, 5);

    assertThat(pixels(kind, look)).isEqualTo(pixels(kind, look));
    assertThat(pixels(kind, new Look(Hue.RED, null, false, 1, 6))).isNotEqualTo(pixels(kind, look));
  }

  @ParameterizedTest
  @EnumSource
  void draw_turnsRoundWhenItFacesLeft(Kind kind) {
    assertThat(pixels(kind, new Look(Hue.BLUE, null, true, 1, 8)))
        .isNotEqualTo(pixels(kind, new Look(Hue.BLUE, null, false, 1, 8)));
  }

  @ParameterizedTest
  @EnumSource
  void draw_showsTheHueMoreThanAnyOther(Kind kind) {
    if (!kind.coloured()) {
      return;
    }
    for (Hue hue : Hue.values()) {
      for (long seed = 0; seed < 6; seed++) {
        Look look = new Look(hue, Pose.values()[(int) seed % 4], false, 1, seed);
        assertThat(mostShown(kind, draw(kind, look), hue)).as("seed %d", seed).isEqualTo(hue);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TREE", "PALM", "SUN", "MOON"})
  void draw_leavesThingsThatAreNotColouredTheirOwnColour(Kind kind) {
    assertThat(pixels(kind, new Look(Hue.BLUE, null, false, 1, 8)))
        .isEqualTo(pixels(kind, new Look(Hue.RED, null, false, 1, 8)));
  }

  @Test
  void draw_aJumpLeavesTheGroundAndTheOtherPosesStandOnIt() {
    for (long seed = 0; seed < 20; seed++) {
      for (Pose pose : Pose.values()) {
        Look look = new Look(Hue.GREEN, pose, false, 1, seed);
        double gap = MARGIN + HEIGHT - painted(draw(Kind.MAN, look)).getMaxY();

        if (pose == Pose.JUMPING) {
          assertThat(gap).isGreaterThan(HEIGHT * 0.05);
        } else {
          assertThat(gap).isLessThan(3);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CAT", "HOUSE", "CAR", "BALL", "MAN", "WOMAN"})
  void draw_isDarkerByNight(Kind kind) {
    long day = brightness(draw(kind, new Look(Hue.YELLOW, null, false, 1, 3)));
    long night = brightness(draw(kind, new Look(Hue.YELLOW, null, false, 0, 3)));

    assertThat(night).isLessThan(day);
  }

  private static BufferedImage draw(Kind kind, Look look) {
    Drawing drawing = Things.of(kind);
    int width = (int) Math.ceil(drawing.width(look) * HEIGHT);
    BufferedImage image =
        new BufferedImage(width + 2 * MARGIN, HEIGHT + 2 * MARGIN, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    graphics.translate(MARGIN, MARGIN);
    graphics.scale(HEIGHT, HEIGHT);
    drawing.draw(graphics, look);
    graphics.dispose();
    return image;
  }

  private static int[] pixels(Kind kind, Look look) {
    BufferedImage image = draw(kind, look);
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  /// What is more than a halo.
  private static Rectangle painted(BufferedImage image) {
    @Nullable Rectangle painted = null;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if (image.getRGB(x, y) >>> 24 > 110) {
          Rectangle pixel = new Rectangle(x, y, 1, 1);
          painted = painted == null ? pixel : painted.union(pixel);
        }
      }
    }
    assertThat(painted).isNotNull();
    return painted == null ? new Rectangle() : painted;
  }

  private static long brightness(BufferedImage image) {
    long sum = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        Color colour = new Color(image.getRGB(x, y), true);
        sum += (long) colour.getAlpha() * (colour.getRed() + colour.getGreen() + colour.getBlue());
      }
    }
    return sum;
  }

  /// The hue that most pixels are nearest to. What nobody names is left out of the count unless
  /// it was asked for: grey, white and black (tyres, windows, paper), and of a person the skin.
  private static Hue mostShown(Kind kind, BufferedImage image, Hue asked) {
    Set<Hue> uncounted = EnumSet.of(Hue.WHITE, Hue.BLACK);
    if (kind.isPerson()) {
      uncounted.addAll(EnumSet.of(Hue.BROWN, Hue.ORANGE));
    }
    if (uncounted.contains(asked)) {
      uncounted = kind.isPerson() ? skinAndTrousers(asked) : EnumSet.noneOf(Hue.class);
    }
    Map<Hue, Integer> votes = new EnumMap<>(Hue.class);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        Color pixel = new Color(image.getRGB(x, y), true);
        if (pixel.getAlpha() > 200) {
          Hue hue = nearest(pixel);
          if (!uncounted.contains(hue)) {
            votes.merge(hue, 1, Integer::sum);
          }
        }
      }
    }
    return votes.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }

  private static Set<Hue> skinAndTrousers(Hue asked) {
    return EnumSet.complementOf(EnumSet.of(asked, Hue.RED, Hue.BLUE, Hue.GREEN));
  }

  private static Hue nearest(Color pixel) {
    float[] hsb = Color.RGBtoHSB(pixel.getRed(), pixel.getGreen(), pixel.getBlue(), null);
    double degrees = hsb[0] * 360;
    if (hsb[1] < 0.24 || hsb[2] < 0.2) {
      return hsb[2] > 0.55 ? Hue.WHITE : Hue.BLACK;
    }
    if (degrees < 44 && degrees > 10 && hsb[2] < 0.68) {
      return Hue.BROWN;
    }
    if (degrees < 12) {
      return Hue.RED;
    }
    if (degrees < 38) {
      return Hue.ORANGE;
    }
    if (degrees < 68) {
      return Hue.YELLOW;
    }
    if (degrees < 170) {
      return Hue.GREEN;
    }
    if (degrees < 255) {
      return Hue.BLUE;
    }
    if (degrees < 305) {
      return Hue.PURPLE;
    }
    return degrees < 348 || hsb[1] < 0.5 && hsb[2] > 0.6 ? Hue.PINK : Hue.RED;
  }
}

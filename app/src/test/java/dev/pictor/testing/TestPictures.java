package dev.pictor.testing;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/// Pictures that are made, each number another one.
public final class TestPictures {
  private TestPictures() {}

  /// @param file its suffix is the format: jpg, png, gif, bmp
  public static Path write(Path file, int number) {
    String name = file.toString();
    try {
      Files.createDirectories(file.getParent());
      return Files.write(file, bytes(number, name.substring(name.lastIndexOf('.') + 1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A JPEG of any size, with detail down to single pixels.
  public static Path writeLarge(Path file, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int edge = (x / 9 + y / 7) % 2 * 120;
        int red = x * 120 / width + edge;
        int green = y * 120 / height + (x * x + y * y) % 128;
        image.setRGB(x, y, red << 16 | green << 8 | edge);
      }
    }
    try {
      Files.createDirectories(file.getParent());
      return Files.write(file, encoded(image, "jpg"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] bytes(int number, String format) {
    Random random = new Random(number);
    BufferedImage image = new BufferedImage(96, 64, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setPaint(new GradientPaint(0, 0, color(random), 96, 64, color(random)));
    graphics.fillRect(0, 0, 96, 64);
    for (int i = 0; i < 6; i++) {
      graphics.setColor(color(random));
      graphics.fillOval(random.nextInt(80), random.nextInt(50), 10 + random.nextInt(30), 20);
    }
    graphics.dispose();
    return encoded(image, format);
  }

  private static byte[] encoded(BufferedImage image, String format) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      if (!ImageIO.write(image, format, bytes)) {
        throw new IllegalArgumentException("No writer for " + format);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Color color(Random random) {
    return new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256));
  }
}

package dev.pictor.sketchbook.things;

import dev.pictor.sketchbook.Hue;
import dev.pictor.sketchbook.Kind;
import dev.pictor.sketchbook.Look;
import dev.pictor.sketchbook.Pose;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/// Draws a sheet to look at: a row for each kind, a column for each random look.
///
/// Arguments: file, size of a cell in pixels, columns, `grey` or `colour`, kinds (or none for all).
final class ContactSheet {
  private ContactSheet() {}

  public static void main(String[] arguments) throws IOException {
    int size = Integer.parseInt(arguments[1]);
    int columns = Integer.parseInt(arguments[2]);
    boolean grey = arguments[3].equals("grey");
    List<Kind> kinds =
        arguments.length > 4
            ? Arrays.stream(arguments).skip(4).map(Kind::valueOf).toList()
            : List.of(Kind.values());
    BufferedImage sheet =
        new BufferedImage(
            columns * size,
            kinds.size() * size,
            grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sheet.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    for (int row = 0; row < kinds.size(); row++) {
      SplittableRandom random = new SplittableRandom(row);
      for (int column = 0; column < columns; column++) {
        boolean night = column == columns - 1;
        graphics.setColor(night ? new Color(0x24, 0x2c, 0x50) : new Color(0xcf, 0xe2, 0xe8));
        graphics.fillRect(column * size, row * size, size, size);
        Look look =
            new Look(
                Hue.values()[(column + row) % Hue.values().length],
                Pose.values()[column % Pose.values().length],
                random.nextInt(3) == 0,
                night ? 0.1 : 1,
                random.nextLong());
        cell(graphics, Things.of(kinds.get(row)), look, column * size, row * size, size);
      }
    }
    graphics.dispose();
    ImageIO.write(sheet, "png", new File(arguments[0]));
  }

  private static void cell(
      Graphics2D graphics, Drawing drawing, Look look, int left, int top, int size) {
    double width = drawing.width(look);
    double height = size * 0.9 * Math.min(1, 1 / width);
    Graphics2D canvas = (Graphics2D) graphics.create();
    canvas.translate(left + (size - width * height) / 2, top + (size - height) / 2);
    canvas.scale(height, height);
    drawing.draw(canvas, look);
    canvas.dispose();
  }
}

package dev.pictor.sketchbook;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/// Draws many scenes onto one sheet, to be looked at.
///
/// `ContactSheet FILE [SEED [COLUMNS [ROWS]]]` writes a png or jpg, as the file's name says.
public final class ContactSheet {
  private static final int CELL = 240;

  private ContactSheet() {}

  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
    int columns = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 6;
    int rows = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 5;
    ImageIO.write(
        sheet(new SceneGenerator(Curriculum.SHOW, false), seed, columns, rows),
        arguments[0].substring(arguments[0].lastIndexOf('.') + 1),
        file.toFile());
  }

  /// Scenes from `seed` on, row by row.
  static BufferedImage sheet(SceneGenerator generator, long seed, int columns, int rows) {
    BufferedImage sheet =
        new BufferedImage(columns * CELL, rows * CELL, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sheet.createGraphics();
    for (int cell = 0; cell < columns * rows; cell++) {
      Scene scene = generator.scene(seed + cell);
      BufferedImage image = SceneRenderer.render(scene, CELL - 6, CELL - 6);
      graphics.drawImage(image, cell % columns * CELL + 3, cell / columns * CELL + 3, null);
    }
    graphics.dispose();
    return sheet;
  }
}

package dev.pictor.sketchbook;

import dev.pictor.sketchbook.backdrop.Backdrop;
import dev.pictor.sketchbook.backdrop.Pane;
import dev.pictor.sketchbook.things.Drawing;
import dev.pictor.sketchbook.things.Things;
import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/// Draws scenes. The same scene and size give the same pixels.
public final class SceneRenderer {
  private SceneRenderer() {}

  /// @param width in pixels
  /// @param height in pixels
  /// @return RGB; the things are in the middle square
  public static BufferedImage render(Scene scene, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    double side = Math.min(width, height);
    double left = (width - side) / 2;
    double top = (height - side) / 2;
    graphics.translate(left, top);
    graphics.scale(side, side);
    Rectangle2D view =
        new Rectangle2D.Double(-left / side, -top / side, width / side, height / side);
    Pane pane = new Pane(graphics, view, scene.seed());
    Backdrop backdrop = Backdrop.of(scene.setting());
    backdrop.behind(pane);
    boolean water = scene.setting().mainZone().habitat() == Habitat.WATER;
    for (Placed thing : Layout.of(scene)) {
      draw(graphics, pane, thing, water);
    }
    backdrop.before(pane);
    graphics.dispose();
    return image;
  }

  private static void draw(Graphics2D graphics, Pane pane, Placed thing, boolean water) {
    Drawing drawing = Things.of(thing.kind());
    if (thing.shadow() && water) {
      Graphics2D mirrored = (Graphics2D) graphics.create();
      mirrored.translate(thing.x(), thing.foot() - 0.004);
      mirrored.scale(thing.height(), -thing.height() * 0.4);
      mirrored.translate(0, -1);
      mirrored.setComposite(AlphaComposite.SrcOver.derive(0.22f));
      drawing.draw(mirrored, thing.look());
      mirrored.dispose();
    }
    if (thing.shadow()) {
      double depth = thing.look().light() * 0.35 + 0.15;
      pane.contactShadow(thing.x() + thing.width() / 2, thing.foot(), thing.width() * 0.58, depth);
    }
    Graphics2D placed = (Graphics2D) graphics.create();
    placed.translate(thing.x(), thing.y());
    placed.scale(thing.height(), thing.height());
    drawing.draw(placed, thing.look());
    placed.dispose();
  }
}

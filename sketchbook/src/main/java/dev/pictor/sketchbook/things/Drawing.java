package dev.pictor.sketchbook.things;

import dev.pictor.sketchbook.Look;
import java.awt.Graphics2D;

/// Draws one kind of thing into the box x 0..width, y 0..1 (down), standing on y = 1; the caller
/// has scaled the graphics so that one unit is the height of the thing.
public interface Drawing {
  /// Width of the box, in heights.
  double width(Look look);

  void draw(Graphics2D graphics, Look look);
}

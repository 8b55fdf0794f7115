package dev.pictor.sketchbook.things;

import dev.pictor.sketchbook.Look;
import java.awt.Graphics2D;
import java.util.function.Consumer;

/// A drawing told as what a brush does; the same look always paints the same.
record Sketch(Consumer<Brush> painter) implements Drawing {
  @Override
  public double width(Look look) {
    return painted(look).aspect();
  }

  @Override
  public void draw(Graphics2D graphics, Look look) {
    painted(look).show(graphics);
  }

  private Brush painted(Look look) {
    Brush brush = new Brush(look);
    painter.accept(brush);
    return brush;
  }
}

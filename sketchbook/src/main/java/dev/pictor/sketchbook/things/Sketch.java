package dev.pictor.sketchbook.things;

import dev.pictor.sketchbook.Look;
import java.awt.Graphics2D;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// A drawing told as what a brush does; the same look always paints the same.
///
/// A thing is asked for its width, to be given a place, before it is drawn, so what was painted
/// last is kept. Thread-safe.
final class Sketch implements Drawing {
  private static final int KEPT = 16;

  private final Consumer<Brush> painter;

  private final Map<Look, Brush> recent =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Look, Brush> eldest) {
              return size() > KEPT;
            }
          });

  Sketch(Consumer<Brush> painter) {
    this.painter = painter;
  }

  @Override
  public double width(Look look) {
    return painted(look).aspect();
  }

  @Override
  public void draw(Graphics2D graphics, Look look) {
    painted(look).show(graphics);
  }

  private Brush painted(Look look) {
    Brush known = recent.get(look);
    if (known != null) {
      return known;
    }
    Brush brush = new Brush(look);
    painter.accept(brush);
    recent.put(look, brush);
    return brush;
  }
}

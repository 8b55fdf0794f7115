package dev.pictor.clip.weights;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A matrix with rows and columns exchanged. Holds all of it while it is read, outside the
/// heap: meant for small ones.
///
/// @param source of shape `[columns, rows]`
/// @param shape `[rows, columns]`
record TurnedTensor(TensorSource source, Shape shape) implements TensorSource {
  private static final int CHUNK = 1 << 16;

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public ElementType type() {
    return source.type();
  }

  @Override
  public void read(FloatSink sink) {
    long rows = shape.size(0);
    long columns = shape.size(1);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment turned = arena.allocate(ValueLayout.JAVA_FLOAT, shape.elements());
      long[] position = {0};
      source.read(
          (values, count) -> {
            for (int i = 0; i < count; i++) {
              long at = position[0]++;
              turned.setAtIndex(ValueLayout.JAVA_FLOAT, at % rows * columns + at / rows, values[i]);
            }
          });
      pour(turned, sink);
    }
  }

  private static void pour(MemorySegment values, FloatSink sink) {
    long elements = values.byteSize() / Float.BYTES;
    float[] chunk = new float[(int) Math.min(CHUNK, elements)];
    for (long done = 0; done < elements; done += chunk.length) {
      int now = (int) Math.min(chunk.length, elements - done);
      MemorySegment.copy(values, ValueLayout.JAVA_FLOAT, done * Float.BYTES, chunk, 0, now);
      sink.accept(chunk, now);
    }
  }
}

package dev.pictor.clip.graph;

import dev.pictor.clip.weights.TensorSource.FloatSink;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Adds values to those in the target, element by element. (To zero, where nothing was before: the
/// value itself.)
final class Adder implements FloatSink {
  private final MemorySegment target;
  private long position;

  Adder(MemorySegment target) {
    this.target = target;
  }

  @Override
  public void accept(float[] values, int count) {
    for (int i = 0; i < count; i++) {
      float sum = target.getAtIndex(ValueLayout.JAVA_FLOAT, position + i) + values[i];
      target.setAtIndex(ValueLayout.JAVA_FLOAT, position + i, sum);
    }
    position += count;
  }
}

package dev.pictor.clip.graph;

import dev.pictor.clip.weights.TensorSource.FloatSink;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Writes some rows of a row-major matrix as the columns of the target.
///
/// Collects a few rows before it writes, so that each write fills a cache line and not a corner of
/// one.
final class Transposer implements FloatSink {
  private static final int ROWS_AT_ONCE = 16;

  private final MemorySegment target;
  private final int firstRow;
  private final int rows;
  private final int columns;
  private final float[] pending;

  /// Position in the source, in elements.
  private long position;

  /// @param target of shape `[columns, rows]`
  /// @param firstRow of the source that is taken
  /// @param rows that are taken
  /// @param columns of the source
  Transposer(MemorySegment target, int firstRow, int rows, int columns) {
    this.target = target;
    this.firstRow = firstRow;
    this.rows = rows;
    this.columns = columns;
    this.pending = new float[ROWS_AT_ONCE * columns];
  }

  @Override
  public void accept(float[] values, int count) {
    long begin = (long) firstRow * columns;
    long end = begin + (long) rows * columns;
    int from = Math.clamp(begin - position, 0, count);
    int to = Math.clamp(end - position, 0, count);
    position += from;
    for (int i = from; i < to; ) {
      long taken = position - begin;
      int filled = (int) (taken % pending.length);
      int now = Math.min(to - i, pending.length - filled);
      System.arraycopy(values, i, pending, filled, now);
      i += now;
      position += now;
      if (filled + now == pending.length || position == end) {
        write((taken - filled) / columns, (filled + now) / columns);
      }
    }
    position += count - to;
  }

  /// @param column of the target where the pending rows go
  private void write(long column, int pendingRows) {
    for (int c = 0; c < columns; c++) {
      long start = (long) c * rows + column;
      for (int r = 0; r < pendingRows; r++) {
        target.setAtIndex(ValueLayout.JAVA_FLOAT, start + r, pending[r * columns + c]);
      }
    }
  }
}

package dev.pictor.clip.image;

/// The rows of a picture after the horizontal pass. They are made in blocks when they are asked
/// for, column by column of a whole block; of these the last ones are kept.
final class NarrowedRows {
  /// Enough to fill the processor's vectors.
  private static final int BLOCK = 64;

  /// What bounds the memory of very wide pictures: 12 bytes for each pixel of a block.
  private static final int BLOCK_PIXELS = 1 << 20;

  private final Rows source;
  private final FilterTable across;
  private final int[][] weights;
  private final int channels;
  private final int end;
  private final int block;
  private final byte[] row;

  /// The columns of the block that the window is made of: channel beside channel, row after row.
  private final int[][] columns;

  private final int[] sums;

  /// Row `y` at `y` modulo their count.
  private final int[][] kept;

  private int next;

  /// @param down which rows will be asked for, and how many at the same time
  NarrowedRows(Rows source, FilterTable across, FilterTable down) {
    this.source = source;
    this.across = across;
    channels = source.channels();
    next = down.start(0);
    end = down.end(down.size() - 1);
    row = new byte[source.width() * channels];
    weights = new int[across.size()][];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = across.fixedPoint(i);
    }
    int width = across.end(across.size() - 1) - across.start(0);
    block = Math.clamp(BLOCK_PIXELS / width, 1, BLOCK);
    columns = new int[across.copies() ? 0 : width][block * channels];
    sums = new int[block * channels];
    kept = new int[down.longest() + block][weights.length * channels];
  }

  /// Makes every row before `y`.
  ///
  /// @return the rows, number `n` at `n` modulo their count; those long before `y` are gone
  int[][] upTo(int y) {
    while (next < y) {
      int count = Math.min(block, end - next);
      for (int i = 0; i < count; i++) {
        source.read(next + i, row);
        if (across.copies()) {
          copy(kept[(next + i) % kept.length]);
        } else {
          spread(i * channels);
        }
      }
      if (!across.copies()) {
        narrow(count);
      }
      next += count;
    }
    return kept;
  }

  /// A pass that would change nothing.
  private void copy(int[] target) {
    int from = across.first() * channels;
    for (int x = 0; x < target.length; x++) {
      target[x] = row[from + x] & 0xFF;
    }
  }

  private void spread(int at) {
    int from = across.start(0) * channels;
    if (channels == 3) {
      for (int[] column : columns) {
        column[at] = row[from] & 0xFF;
        column[at + 1] = row[from + 1] & 0xFF;
        column[at + 2] = row[from + 2] & 0xFF;
        from += 3;
      }
      return;
    }
    for (int[] column : columns) {
      for (int channel = 0; channel < channels; channel++) {
        column[at + channel] = row[from + channel] & 0xFF;
      }
      from += channels;
    }
  }

  private void narrow(int count) {
    for (int x = 0; x < weights.length; x++) {
      WeightedSums.of(columns, across.start(x) - across.start(0), weights[x], sums);
      for (int i = 0; i < count; i++) {
        int[] target = kept[(next + i) % kept.length];
        for (int channel = 0; channel < channels; channel++) {
          target[x * channels + channel] = sums[i * channels + channel];
        }
      }
    }
  }
}

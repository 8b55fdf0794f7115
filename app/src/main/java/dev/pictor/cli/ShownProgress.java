package dev.pictor.cli;

import dev.pictor.indexing.IndexProgress;
import java.util.function.Function;

/// Shows how long work goes: as a bar on a terminal, else as a line every few seconds.
final class ShownProgress {
  private ShownProgress() {}

  /// @param task what the bar is headed with
  /// @param what is counted, in the plural
  static <T> T during(Shell shell, String task, String what, Function<IndexProgress, T> work) {
    if (!shell.interactive()) {
      return work.apply(new LineProgress(shell, what));
    }
    try (BarProgress bar = new BarProgress(shell, task)) {
      return work.apply(bar);
    }
  }
}

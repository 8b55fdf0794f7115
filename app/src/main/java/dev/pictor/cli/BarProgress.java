package dev.pictor.cli;

import dev.pictor.indexing.IndexProgress;
import java.nio.file.Path;
import java.text.DecimalFormat;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/// Draws a progress bar with rate and time left on a terminal.
final class BarProgress implements IndexProgress, AutoCloseable {
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final Shell shell;
  private final String task;
  private final LineProgress messages;
  private @Nullable ProgressBar bar;

  /// @param task what is done, `Indexing` say
  BarProgress(Shell shell, String task) {
    this.shell = shell;
    this.task = task;
    this.messages = new LineProgress(shell, "pictures");
  }

  /// The bar appears with the first file to read: where nothing changed there is none.
  @Override
  public synchronized void update(Snapshot snapshot) {
    if (snapshot.found() == 0) {
      return;
    }
    if (bar == null) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(task)
              .setInitialMax(snapshot.found())
              .setStyle(ProgressBarStyle.ASCII)
              .setUnit("", 1)
              .showSpeed(new DecimalFormat("0.0"))
              .setUpdateIntervalMillis(250)
              .setConsumer(new ConsoleProgressBarConsumer(shell.err()))
              .build();
    }
    bar.maxHint(snapshot.found()).stepTo(snapshot.done());
    String failed = snapshot.failed() > 0 ? ", %,d failed".formatted(snapshot.failed()) : "";
    String extra = LineProgress.workers(snapshot.workers()) + failed;
    bar.setExtraMessage(extra.isEmpty() ? "" : extra.substring(1));
  }

  @Override
  public synchronized void failed(String path, String reason) {
    shell.err().print(CLEAR_LINE);
    messages.failed(path, reason);
  }

  @Override
  public synchronized void incomplete(String path, String warning) {
    shell.err().print(CLEAR_LINE);
    messages.incomplete(path, warning);
  }

  @Override
  public synchronized void waiting(long files, int workers) {
    shell.err().print(CLEAR_LINE);
    messages.waiting(files, workers);
  }

  @Override
  public synchronized void optimizing() {
    shell.err().print(CLEAR_LINE);
    messages.optimizing();
  }

  @Override
  public synchronized void emptied(Path folder, long files) {
    shell.err().print(CLEAR_LINE);
    messages.emptied(folder, files);
  }

  @Override
  public synchronized void linkSkipped(String path, Path destination) {
    shell.err().print(CLEAR_LINE);
    messages.linkSkipped(path, destination);
  }

  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
    }
  }
}

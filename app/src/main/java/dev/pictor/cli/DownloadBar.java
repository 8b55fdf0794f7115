package dev.pictor.cli;

import dev.pictor.model.download.DownloadProgress;
import java.text.DecimalFormat;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/// Draws how a download goes on a terminal: a bar with rate and time left.
final class DownloadBar implements DownloadProgress, AutoCloseable {
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final Shell shell;
  private final String name;
  private @Nullable ProgressBar bar;

  DownloadBar(Shell shell, String name) {
    this.shell = shell;
    this.name = name;
  }

  @Override
  public void update(long done, long total) {
    if (bar == null) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(name)
              .setInitialMax(total)
              .startsFrom(done, Duration.ZERO)
              .setStyle(ProgressBarStyle.ASCII)
              .setUnit(" MiB", 1 << 20)
              .showSpeed(new DecimalFormat("0.0"))
              .setUpdateIntervalMillis(250)
              .setConsumer(new ConsoleProgressBarConsumer(shell.err()))
              .build();
    }
    bar.stepTo(done);
  }

  @Override
  public void note(String message) {
    shell.err().print(CLEAR_LINE);
    shell.say("%s", Printable.line(message));
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}

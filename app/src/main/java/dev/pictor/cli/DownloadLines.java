package dev.pictor.cli;

import dev.pictor.model.Size;
import dev.pictor.model.download.DownloadProgress;
import java.time.Duration;

/// Tells how a download goes in a line every few seconds, for logs.
final class DownloadLines implements DownloadProgress {
  private static final long PERIOD_NANOS = Duration.ofSeconds(5).toNanos();

  private final Shell shell;
  private final String name;
  private long toldNanos = System.nanoTime();

  DownloadLines(Shell shell, String name) {
    this.shell = shell;
    this.name = name;
  }

  @Override
  public void update(long done, long total) {
    long now = System.nanoTime();
    if (now - toldNanos >= PERIOD_NANOS) {
      toldNanos = now;
      shell.say("%s: %s of %s", name, Size.text(done), Size.text(total));
    }
  }

  @Override
  public void note(String message) {
    shell.say("%s", Printable.line(message));
  }
}

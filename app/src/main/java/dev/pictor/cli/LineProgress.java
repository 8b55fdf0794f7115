package dev.pictor.cli;

import dev.pictor.indexing.IndexProgress;
import java.nio.file.Path;
import java.time.Duration;

/// Tells how indexing goes in a line every few seconds, for logs.
final class LineProgress implements IndexProgress {
  private static final long PERIOD_NANOS = Duration.ofSeconds(5).toNanos();

  private final Shell shell;
  private final String what;
  private final long startNanos = System.nanoTime();
  private long toldNanos = startNanos;

  /// @param what is counted, in the plural
  LineProgress(Shell shell, String what) {
    this.shell = shell;
    this.what = what;
  }

  @Override
  public synchronized void update(Snapshot snapshot) {
    long now = System.nanoTime();
    if (now - toldNanos < PERIOD_NANOS) {
      return;
    }
    toldNanos = now;
    double perSecond = snapshot.done() * 1e9 / (now - startNanos);
    String left =
        snapshot.foundAll() && perSecond > 0
            ? ", %s left".formatted(time((snapshot.found() - snapshot.done()) / perSecond))
            : "";
    shell.say(
        "%,d of %,d%s %s%s, %,d failed, %.1f/s%s",
        snapshot.done(),
        snapshot.found(),
        snapshot.foundAll() ? "" : " or more",
        what,
        workers(snapshot.workers()),
        snapshot.failed(),
        perSecond,
        left);
  }

  /// Nothing where there is one.
  static String workers(int workers) {
    return workers > 1 ? ", %,d workers".formatted(workers) : "";
  }

  static String time(double seconds) {
    long whole = Math.round(seconds);
    return whole < 60
        ? whole + " s"
        : whole < 3600
            ? "%d min %d s".formatted(whole / 60, whole % 60)
            : "%d h %d min".formatted(whole / 3600, whole / 60 % 60);
  }

  @Override
  public void failed(String path, String reason) {
    shell.say("%s: %s", Printable.line(path), Printable.line(reason));
  }

  @Override
  public void incomplete(String path, String warning) {
    shell.say("%s: %s", Printable.line(path), Printable.line(warning));
  }

  @Override
  public void waiting(long files, int workers) {
    shell.say(
        "Waiting for %,d %s that %s in hand.",
        files,
        what,
        workers > 1 ? "%,d other workers have".formatted(workers) : "another worker has");
  }

  @Override
  public void optimizing() {
    shell.say(
        "All is stored. Making searches fast now, which may take minutes; they work meanwhile.");
  }

  @Override
  public void emptied(Path folder, long files) {
    shell.say(
        "%s: none of the %,d files known below it is there, so they are kept: is a disk not mounted?"
            + " If they are gone for good: pictor index --prune --even-all",
        Printable.line(folder.toString()), files);
  }

  @Override
  public void linkSkipped(String path, Path destination) {
    shell.say(
        "%s: leads out of the folder to %s; index that one to have it too",
        Printable.line(path), Printable.line(destination.toString()));
  }
}

package dev.pictor.cli;

import dev.pictor.indexing.IndexReport;
import dev.pictor.watch.WatchListener;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Tells what comes of `index --watch`: the first run as `index` does, of the others a line for
/// each that changed something.
final class WatchLines implements WatchListener {
  private final Shell shell;
  private final int folders;
  private final Consumer<IndexReport> first;
  private boolean begun;
  private @Nullable IndexReport before;

  /// @param first tells of the first run
  WatchLines(Shell shell, int folders, Consumer<IndexReport> first) {
    this.shell = shell;
    this.folders = folders;
    this.first = first;
  }

  /// @param introduction is run once only
  void begins(Runnable introduction) {
    if (!begun) {
      begun = true;
      introduction.run();
    }
  }

  @Override
  public void ran(IndexReport report) {
    if (before == null) {
      first.accept(report);
    } else {
      List<String> news = news(report);
      if (!news.isEmpty()) {
        shell.out().println(time() + " " + String.join(", ", news));
      }
    }
    if (report.interrupted()) {
      shell.say("Interrupted. What was done is stored; the same command goes on from there.");
    } else if (before == null) {
      shell.say(
          "Watching %s - Ctrl-C ends it.",
          folders == 1 ? "the folder" : "%,d folders".formatted(folders));
    }
    before = report;
  }

  private static List<String> news(IndexReport report) {
    List<String> news = new ArrayList<>();
    news(news, report.added(), "added");
    news(news, report.updated(), "changed");
    news(news, report.copies(), "copies");
    news(news, report.failed(), "failed");
    news(news, report.pruned(), "gone and removed");
    news(news, report.excludedRemoved(), "excluded and removed");
    return news;
  }

  private static void news(List<String> news, long count, String what) {
    if (count > 0) {
      news.add("%,d %s".formatted(count, what));
    }
  }

  private static String time() {
    return LocalTime.now().format(DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT));
  }

  @Override
  public void missing(Path folder) {
    shell.say(
        "%s is not there any more. Its pictures stay known; it is watched again when it is back.",
        Printable.line(folder.toString()));
  }

  @Override
  public void back(Path folder) {
    shell.say("%s is back.", Printable.line(folder.toString()));
  }

  @Override
  public void untold(String reason, Duration scanEvery) {
    shell.say(
        "The system cannot tell of all folders, so they are scanned every %s (--scan-every): %s",
        LineProgress.time(scanEvery.toSeconds()), Printable.line(reason));
  }

  @Override
  public void failed(String reason, Duration pause) {
    shell.say(
        "This did not work and is tried again in %s, then ever more rarely: %s",
        LineProgress.time(pause.toSeconds()), Printable.lines(reason));
  }

  @Override
  public void recovered() {
    shell.say("It works again.");
  }
}

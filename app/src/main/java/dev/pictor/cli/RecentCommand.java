package dev.pictor.cli;

import dev.pictor.config.Settings;
import dev.pictor.history.History;
import dev.pictor.history.RecentQueries;
import dev.pictor.history.RecentQuery;
import dev.pictor.json.Json;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `pictor recent`
@Command(
    name = "recent",
    description = "Lists what was searched for here, newest first.",
    footer = {
      "",
      "Prints time, collection and query. The last 1,000 queries of 'search' and of the page are"
          + " kept, in the file recent.jsonl of PICTOR_HOME, which only you may read and which goes"
          + " nowhere. PICTOR_RECENT=off keeps none.",
      "",
      "Example: pictor recent -n 5",
      "         pictor recent --clear"
    })
final class RecentCommand implements Callable<Integer> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

  private final Shell shell;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "-n",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many to list at most (${DEFAULT-VALUE}).")
  private int count;

  @Option(names = "--clear", description = "Forgets all of them, of every collection.")
  private boolean clear;

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  RecentCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    if (count < 1) {
      throw new ParameterException(
          spec.commandLine(), "-n takes a number of 1 or more, not %d.".formatted(count));
    }
    Settings settings = Models.settings(shell, null);
    RecentQueries recent = History.in(settings.home(), settings.keepsRecent()).recent();
    if (clear) {
      recent.clear();
      shell.say("Forgotten.");
      return ExitCode.DONE;
    }
    List<RecentQuery> queries = recent.newestFirst().stream().limit(count).toList();
    if (json) {
      shell.out().println(Json.line(new RecentJson(recent.isOn(), queries)));
    } else {
      queries.forEach(this::print);
    }
    if (!recent.isOn()) {
      shell.say(
          "PICTOR_RECENT is off: queries are not kept.%s",
          queries.isEmpty() ? "" : " These are from before; --clear forgets them.");
    } else if (queries.isEmpty()) {
      shell.say("Nothing was searched for yet.");
    }
    return ExitCode.DONE;
  }

  /// What `recent --json` prints. Fields are only ever added.
  ///
  /// @param kept whether queries that come are
  private record RecentJson(boolean kept, List<RecentQuery> queries) {}

  private void print(RecentQuery recent) {
    shell
        .out()
        .println(
            "%s  %s  %s"
                .formatted(
                    TIME.format(recent.at().atZone(ZoneId.systemDefault())),
                    Printable.line(recent.collection()),
                    Printable.line(recent.query())));
  }
}

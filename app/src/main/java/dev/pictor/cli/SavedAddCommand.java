package dev.pictor.cli;

import dev.pictor.config.Settings;
import dev.pictor.query.ParsedQuery;
import dev.pictor.query.QueryParser;
import dev.pictor.query.Term;
import dev.pictor.search.BadQueryException;
import dev.pictor.search.Query;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `pictor saved add`
@Command(
    name = "add",
    description = "Saves a search under a name.",
    footer = {"", "Example: pictor saved add \"Dogs in snow\" \"dog + snow taken:2024\""})
final class SavedAddCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private CommonOptions options = new CommonOptions();

  @Parameters(index = "0", paramLabel = "NAME", description = "What to call it.")
  private String name = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "QUERY",
      description = "What to search for, as with 'search'; no image:PATH.")
  private List<String> words = List.of();

  SavedAddCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    String query = String.join(" ", words);
    Query.requireNotBlank(query);
    ParsedQuery parsed = QueryParser.parse(query, List.of(), QueryParser.Source.TERMINAL);
    if (parsed.terms().stream().anyMatch(term -> term.subject() instanceof Term.ImageFile)) {
      throw new BadQueryException(
          "image: names a file, which the page may not read, and which may be another one later: index that picture and save its id instead ('search --json' tells it).");
    }
    Settings settings = options.settings(shell);
    parsed.hints().forEach(hint -> shell.say("Note: %s", hint));
    SavedCommand.searches(settings).add(settings.collection(), name, query);
    shell.say(
        "Saved '%s' in collection '%s'.",
        Printable.line(name), Printable.line(settings.collection()));
    return ExitCode.DONE;
  }
}

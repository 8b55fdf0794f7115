package dev.pictor.cli;

import dev.pictor.PictorException;
import dev.pictor.Shortage;
import dev.pictor.clip.ClipException;
import dev.pictor.query.QuerySyntaxException;
import dev.pictor.search.BadQueryException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// The one place where what is thrown becomes a message and an exit code.
final class Failures {
  /// So many characters of a query are shown on each side of what is wrong with it.
  private static final int AROUND = 60;

  private final Shell shell;

  Failures(Shell shell) {
    this.shell = shell;
  }

  /// Wrong usage, as picocli finds it.
  int usage(ParameterException e) {
    CommandLine command = e.getCommandLine();
    shell.say("pictor: %s", Printable.lines(e.getMessage()));
    CommandLine.UnmatchedArgumentException.printSuggestions(e, shell.err());
    shell.say("See '%s --help'.", command.getCommandSpec().qualifiedName());
    return ExitCode.WRONG_USAGE;
  }

  /// What a command threw.
  int execution(Throwable e) {
    if ("1".equals(shell.environment().get("PICTOR_DEBUG"))) {
      e.printStackTrace(shell.err());
    }
    return switch (e) {
      case BadQueryException bad -> {
        shell.say("pictor: %s", Printable.lines(bad.getMessage()));
        yield ExitCode.WRONG_USAGE;
      }
      case QuerySyntaxException syntax -> {
        shell.say("pictor: %s", Printable.lines(String.valueOf(syntax.getMessage())));
        point(syntax);
        yield ExitCode.WRONG_USAGE;
      }
      case LostOutputException lost when lost.isReaderGone() -> ExitCode.READER_GONE;
      case LostOutputException lost -> {
        // The folder that advice speaks of is not where results go.
        shell.say("pictor: %s", Printable.lines(String.valueOf(lost.getMessage())));
        yield ExitCode.COULD_NOT_RUN;
      }
      case PictorException known -> couldNotRun(known);
      case ClipException known -> couldNotRun(known);
      case OutOfMemoryError _ -> {
        shell.say(
            "pictor: There is not enough memory (Java may use %,d MiB). JAVA_TOOL_OPTIONS=-Xmx4g gives it more.",
            Runtime.getRuntime().maxMemory() >> 20);
        yield ExitCode.COULD_NOT_RUN;
      }
      default -> {
        if (Shortage.of(e).isPresent()) {
          yield couldNotRun(e);
        }
        shell.say("pictor: This should not have happened: %s", Printable.lines(e.toString()));
        shell.say("PICTOR_DEBUG=1 shows where.");
        yield ExitCode.COULD_NOT_RUN;
      }
    };
  }

  /// Shows a query with a mark under what is wrong.
  private void point(QuerySyntaxException e) {
    String query = e.query();
    String before = query.substring(Math.max(0, e.start() - AROUND), e.start());
    String wrong = query.substring(e.start(), e.end());
    String after = query.substring(e.end(), Math.min(query.length(), e.end() + AROUND));
    shell.say("  %s", Printable.line(before + wrong + after));
    int marks = Math.clamp(wrong.codePointCount(0, wrong.length()), 1, AROUND);
    shell.say("  %s%s", " ".repeat(before.codePointCount(0, before.length())), "^".repeat(marks));
  }

  /// What is known to be no mistake of Pictor's.
  private int couldNotRun(Throwable e) {
    String message = String.valueOf(e.getMessage());
    shell.say("pictor: %s", Printable.lines(message));
    Shortage.of(e)
        .map(Shortage::advice)
        .filter(advice -> !message.contains(advice))
        .ifPresent(advice -> shell.say("%s", advice));
    return ExitCode.COULD_NOT_RUN;
  }
}

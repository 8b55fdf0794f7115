package dev.pictor.cli;

import dev.pictor.config.Setting;
import java.util.ArrayList;
import java.util.List;

/// What `pictor --help` says below the list of commands.
final class HelpText {
  private HelpText() {}

  static String[] footer() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "  postgres  Runs a local PostgreSQL with pgvector to try: start, stop, status, url.");
    lines.add("");
    lines.add("Environment variables, also from .env in the working folder (flags win):");
    for (Setting setting : Setting.values()) {
      lines.add("  %-23s %s".formatted(setting.variable(), setting.purpose()));
    }
    lines.add("");
    lines.add("Exit codes:");
    lines.add("  %3d  done, also when nothing had changed".formatted(ExitCode.DONE));
    lines.add(
        "  %3d  could not run, or its results could not be written"
            .formatted(ExitCode.COULD_NOT_RUN));
    lines.add("  %3d  wrong usage".formatted(ExitCode.WRONG_USAGE));
    lines.add(
        "  %3d  finished, but some pictures failed, or something is wrong (doctor)"
            .formatted(ExitCode.SOME_FAILED));
    lines.add("  %3d  interrupted".formatted(ExitCode.INTERRUPTED));
    lines.add("  %3d  who read the output has gone".formatted(ExitCode.READER_GONE));
    lines.add("");
    lines.add("Example: pictor index ~/Pictures && pictor search \"man jumping\"");
    return lines.toArray(String[]::new);
  }
}

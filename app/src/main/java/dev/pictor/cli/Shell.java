package dev.pictor.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/// Where a command runs: what it reads, where it writes, what it is told.
///
/// @param environment variables
/// @param workingDirectory absolute
/// @param out results only, UTF-8
/// @param err everything else, UTF-8
/// @param interactive whether `err` is a terminal that a person looks at
/// @param answering whether that person can be asked: `in` is a terminal too
public record Shell(
    Map<String, String> environment,
    Path workingDirectory,
    InputStream in,
    PrintStream out,
    PrintStream err,
    boolean interactive,
    boolean answering,
    Interruption interruption) {
  public Shell {
    environment = Map.copyOf(environment);
  }

  /// Tells the person something that is not a result.
  void say(String format, Object... arguments) {
    err.println(format.formatted(arguments));
  }
}

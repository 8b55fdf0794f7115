package dev.pictor.testing;

import java.util.Map;
import java.util.stream.Collectors;

/// Lets the Java of started programs compile for short runs only: half of the processor time of a
/// command with few pictures goes into code that would pay later.
public final class ShortRuns {
  private static final String VARIABLE = "JAVA_TOOL_OPTIONS";

  private ShortRuns() {}

  /// @param environment of the program; options in it stay
  public static void prepare(Map<String, String> environment) {
    environment.merge(
        VARIABLE, "-XX:TieredStopAtLevel=1", (options, another) -> options + " " + another);
  }

  /// What a program told, without Java's note of its options.
  public static String told(String err) {
    return err.lines()
        .filter(line -> !line.startsWith("Picked up " + VARIABLE))
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }
}

package dev.pictor.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Runs commands in this process, in a folder and with an environment of their own.
final class TestShell {
  /// How a command ended and what it printed.
  record Result(int exitCode, String out, String err) {}

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();

  /// @param folder where relative paths start; everything that is kept lies below it
  TestShell(Path folder) {
    this.folder = folder;
    set("HOME", folder.resolve("user").toString());
    set("PICTOR_HOME", folder.resolve("home").toString());
    set("PICTOR_CACHE", folder.resolve("cache").toString());
  }

  TestShell set(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  TestShell setAll(Map<String, String> variables) {
    environment.putAll(variables);
    return this;
  }

  Result run(String... arguments) {
    return run("", new Interruption(), arguments);
  }

  Result runWithInput(String input, String... arguments) {
    return run(input, new Interruption(), arguments);
  }

  /// As a person at a terminal who types this.
  Result runOnTerminal(String input, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Shell shell = shell(input, print(out), print(err), true, new Interruption());
    return new Result(PictorCommand.run(shell, arguments), text(out), text(err));
  }

  Result run(Interruption interruption, String... arguments) {
    return run("", interruption, arguments);
  }

  private Result run(String input, Interruption interruption, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode = run(input, print(out), print(err), interruption, arguments);
    return new Result(exitCode, text(out), text(err));
  }

  int run(
      String input,
      PrintStream out,
      PrintStream err,
      Interruption interruption,
      String... arguments) {
    return PictorCommand.run(shell(input, out, err, false, interruption), arguments);
  }

  private Shell shell(
      String input,
      PrintStream out,
      PrintStream err,
      boolean interactive,
      Interruption interruption) {
    return new Shell(
        environment,
        folder,
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        out,
        err,
        interactive,
        interactive,
        interruption);
  }

  private static PrintStream print(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}

package dev.pictor.scripts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Starts programs with an environment of their own.
///
/// @param folder where they start, and where their output is collected
/// @param environment what is set in it, beside a bare `PATH` and `HOME`
record Shell(Path folder, Map<String, String> environment) {
  /// The folder that holds `pictor`, `check` and the modules.
  static final Path REPOSITORY =
      Path.of(System.getProperty("pictor.basedir", "..")).toAbsolutePath().normalize();

  /// The JDK that runs the tests.
  static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

  private static final long PATIENCE_MINUTES = 3;

  /// How a program ended and what it printed.
  record Outcome(int exitCode, String out, String err) {}

  Shell {
    environment = Map.copyOf(environment);
  }

  static Shell in(Path folder) {
    return new Shell(
        folder, Map.of("PATH", System.getenv("PATH"), "HOME", folder.toString(), "LC_ALL", "C"));
  }

  Shell with(String variable, String value) {
    Map<String, String> more = new LinkedHashMap<>(environment);
    more.put(variable, value);
    return new Shell(folder, more);
  }

  Shell at(Path elsewhere) {
    return new Shell(elsewhere, environment);
  }

  Outcome run(Path program, String... arguments) {
    return start(program, arguments).await();
  }

  Running start(Path program, String... arguments) {
    try {
      Path out = Files.createTempFile("pictor-test-", ".out");
      Path err = Files.createTempFile("pictor-test-", ".err");
      ProcessBuilder builder =
          new ProcessBuilder(program.toString())
              .directory(folder.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.command().addAll(List.of(arguments));
      builder.environment().clear();
      builder.environment().putAll(environment);
      return new Running(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A started program.
  record Running(Process process, Path out, Path err) {
    Outcome await() {
      try {
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
          process.destroyForcibly();
          throw new IllegalStateException("still running: " + process.info());
        }
        return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      } finally {
        delete(out);
        delete(err);
      }
    }
  }

  /// Writes a script that can be started.
  static Path script(Path file, String content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

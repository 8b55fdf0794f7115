package dev.pictor.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What surrounds a run: the process' variables, the `.env` of the working folder below them.
public final class Environment {
  /// A value and where it comes from.
  ///
  /// @param source for people: `the environment`, `.env`
  record Found(String value, String source) {}

  private final Map<String, String> variables;
  private final Map<String, String> dotEnv;
  private final Path workingDirectory;

  /// @throws ConfigException if `.env` is there and cannot be read
  public Environment(Map<String, String> variables, Path workingDirectory) {
    this.variables = Map.copyOf(variables);
    this.workingDirectory = workingDirectory.toAbsolutePath().normalize();
    this.dotEnv = DotEnv.read(this.workingDirectory.resolve(".env"));
    Setting.rejectUnknown(dotEnv.keySet());
  }

  /// Relative paths start here.
  public Path workingDirectory() {
    return workingDirectory;
  }

  Optional<Found> find(Setting setting) {
    return find(setting.variable());
  }

  /// The home folder of the user: `HOME`, else what Java knows.
  Path userHome() {
    return Path.of(find("HOME").map(Found::value).orElse(System.getProperty("user.home")));
  }

  /// The folder that a variable of the XDG base directory specification names; those that are not
  /// absolute are to be ignored, it says.
  Path xdgDirectory(String variable, String defaultBelowHome) {
    return find(variable)
        .map(found -> Path.of(found.value()))
        .filter(Path::isAbsolute)
        .orElseGet(() -> userHome().resolve(defaultBelowHome));
  }

  /// A variable that is set to nothing counts as not set.
  private Optional<Found> find(String variable) {
    String value = variables.get(variable);
    if (value != null && !value.isBlank()) {
      return Optional.of(new Found(value, "the environment"));
    }
    value = dotEnv.get(variable);
    return value != null && !value.isBlank()
        ? Optional.of(new Found(value, ".env"))
        : Optional.empty();
  }
}

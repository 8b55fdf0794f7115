package dev.pictor.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// `NAME=DIR`: where a root lies on this machine.
public record RootOption(String name, Path directory) {
  /// @param setting what to blame in a message
  /// @throws ConfigException if it is not of that form
  public static RootOption parse(String text, String setting) {
    int equals = text.indexOf('=');
    if (equals < 1 || equals == text.length() - 1) {
      throw new ConfigException(
          "%s has '%s'; it takes NAME=DIR: the name of a root (see 'pictor status') and the folder where it lies on this machine."
              .formatted(setting, text));
    }
    try {
      return new RootOption(text.substring(0, equals), Path.of(text.substring(equals + 1)));
    } catch (InvalidPathException e) {
      throw new ConfigException("%s has '%s': %s".formatted(setting, text, e.getMessage()), e);
    }
  }
}

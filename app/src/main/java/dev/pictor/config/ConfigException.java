package dev.pictor.config;

import dev.pictor.PictorException;

/// A setting that cannot be used: the message names the setting, its value and what it takes.
public final class ConfigException extends PictorException {
  public ConfigException(String message) {
    super(message);
  }

  public ConfigException(String message, Throwable cause) {
    super(message, cause);
  }
}

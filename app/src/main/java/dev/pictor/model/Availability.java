package dev.pictor.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Where a model is.
public enum Availability {
  /// In the folder for models, which Pictor owns.
  INSTALLED,

  /// Elsewhere on this machine.
  FOUND,

  /// In the program.
  BUNDLED,

  /// Not here; can be downloaded.
  AVAILABLE;

  /// In lower case: `installed`.
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

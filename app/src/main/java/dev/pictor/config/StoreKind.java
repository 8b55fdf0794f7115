package dev.pictor.config;

import java.util.Arrays;
import java.util.Locale;

/// The stores there are.
public enum StoreKind {
  LUCENE,
  POSTGRESQL;

  /// The name as users write it: `lucene` or `postgresql`.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @param setting what to blame in a message
  /// @throws ConfigException if there is no such store
  public static StoreKind parse(String text, String setting) {
    return Arrays.stream(values())
        .filter(kind -> kind.label().equals(text))
        .findAny()
        .orElseThrow(
            () ->
                new ConfigException(
                    "%s is '%s'; it takes lucene or postgresql.".formatted(setting, text)));
  }
}

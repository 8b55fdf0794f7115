package dev.pictor.transfer;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What text from a file must be to go into every store.
final class Texts {
  private Texts() {}

  /// @throws IllegalArgumentException if it is empty, very long, holds the character 0 or half a
  ///     character: no store and no file system takes those
  static String require(String text, String what) {
    if (text.isEmpty() || text.length() > Limits.TEXT_LENGTH) {
      throw new IllegalArgumentException(
          "%s has %,d characters; 1 to %,d can be"
              .formatted(what, text.length(), Limits.TEXT_LENGTH));
    }
    if (text.indexOf(0) >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new IllegalArgumentException("%s is no text: '%s'".formatted(what, text));
    }
    return text;
  }

  /// As [#require], or empty.
  static String requireOrEmpty(String text, String what) {
    return text.isEmpty() ? text : require(text, what);
  }

  /// @throws IllegalArgumentException if it is not there
  static <T> T requireThere(@Nullable T value, String field) {
    if (value == null) {
      throw new IllegalArgumentException("%s is missing".formatted(field));
    }
    return value;
  }
}

package dev.pictor.cli;

import org.jspecify.annotations.Nullable;

/// Makes text from outside harmless to a terminal: file names may hold anything.
final class Printable {
  private Printable() {}

  /// One line: control characters as `\n`, `\x1b`.
  static String line(@Nullable String text) {
    return escape(String.valueOf(text), false);
  }

  /// As [#line], but line breaks stay.
  static String lines(@Nullable String text) {
    return escape(String.valueOf(text), true);
  }

  private static String escape(String text, boolean keepLineBreaks) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isISOControl(c) || (keepLineBreaks && c == '\n')) {
        escaped.append(c);
      } else if (c == '\n') {
        escaped.append("\\n");
      } else {
        escaped.append("\\x%02x".formatted((int) c));
      }
    }
    return escaped.toString();
  }
}

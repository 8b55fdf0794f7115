package dev.pictor.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Values as people read them, and as addresses carry them.
final class Texts {
  private static final int MOST_CHARACTERS = 80;

  private Texts() {}

  /// At most 80 characters of it, on one line.
  static String shortened(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    if (line.codePointCount(0, line.length()) <= MOST_CHARACTERS) {
      return line;
    }
    return line.substring(0, line.offsetByCodePoints(0, MOST_CHARACTERS)) + "…";
  }

  /// `1 picture`, `1,000 pictures`.
  static String count(long number, String one, String many) {
    return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
  }

  /// `36.2 kB`.
  static String bytes(long sizeBytes) {
    if (sizeBytes < 1_000) {
      return sizeBytes + " bytes";
    }
    return sizeBytes < 1_000_000
        ? String.format(Locale.ROOT, "%.1f kB", sizeBytes / 1e3)
        : String.format(Locale.ROOT, "%.1f MB", sizeBytes / 1e6);
  }

  /// For an address.
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// The last part of a path.
  static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}

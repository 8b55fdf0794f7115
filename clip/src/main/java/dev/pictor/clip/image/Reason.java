package dev.pictor.clip.image;

import org.jspecify.annotations.Nullable;

/// What an exception of a decoder says, as a short line for people.
final class Reason {
  private static final int MAX_LENGTH = 160;

  private Reason() {}

  static String of(Throwable thrown) {
    @Nullable String message = thrown.getMessage();
    if (message == null || message.isBlank()) {
      return thrown.getClass().getSimpleName();
    }
    String line = message.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "...";
  }
}

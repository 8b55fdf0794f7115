package dev.pictor.clip.image;

import java.io.EOFException;
import java.io.IOException;

/// What an exception of a decoder says, as a short line for people.
final class Reason {
  private static final int MAX_LENGTH = 160;

  private Reason() {}

  static String of(Throwable thrown) {
    if (thrown instanceof EOFException) {
      return "it breaks off";
    }
    if (!(thrown instanceof IOException || thrown instanceof IllegalArgumentException)) {
      // What a decoder stumbles over says nothing to people; its name helps to find it.
      return thrown.getClass().getSimpleName();
    }
    String own = line(thrown);
    String root = line(root(thrown));
    String joined = own.contains(root) ? own : own + ": " + root;
    return joined.length() <= MAX_LENGTH ? joined : joined.substring(0, MAX_LENGTH) + "...";
  }

  private static Throwable root(Throwable thrown) {
    Throwable root = thrown;
    for (int depth = 0; depth < 10 && root.getCause() != null; depth++) {
      root = root.getCause();
    }
    return root;
  }

  private static String line(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null || message.isBlank()
        ? thrown.getClass().getSimpleName()
        : message.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
  }
}

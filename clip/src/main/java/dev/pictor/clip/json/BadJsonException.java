package dev.pictor.clip.json;

import java.io.IOException;

/// What is wrong with a piece of JSON: a predicate, to be put behind what it is about.
public final class BadJsonException extends IOException {
  BadJsonException(String message, Throwable cause) {
    super(message, cause);
  }

  BadJsonException(String message) {
    super(message);
  }
}

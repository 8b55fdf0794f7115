package dev.pictor.clip;

/// The root of what this library throws on purpose: a message for people, with the cause kept.
public abstract sealed class ClipException extends RuntimeException
    permits ModelException, UnreadableImageException {
  ClipException(String message) {
    super(message);
  }

  ClipException(String message, Throwable cause) {
    super(message, cause);
  }
}

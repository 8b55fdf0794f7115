package dev.pictor;

/// The root of what Pictor throws on purpose: a message for people (what failed, the value seen,
/// what to do next), with the cause kept. `cli` and `web` each map it in one place.
public abstract class PictorException extends RuntimeException {
  protected PictorException(String message) {
    super(message);
  }

  protected PictorException(String message, Throwable cause) {
    super(message, cause);
  }
}

package dev.pictor;

/// Files cannot be read for a reason that is none of theirs.
public final class ShortageException extends PictorException {
  private static final long serialVersionUID = 1;

  /// @param what could not be done, the start of a sentence
  public ShortageException(String what, Shortage shortage, Throwable cause) {
    super(
        "%s: %s. What was stored stays. %s".formatted(what, cause.getMessage(), shortage.advice()),
        cause);
  }
}

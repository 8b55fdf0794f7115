package dev.pictor.clip;

/// A model that cannot be used: the message names the file, the tensor where there is one, the
/// value seen, what was expected and what to do.
public final class ModelException extends ClipException {
  public ModelException(String message) {
    super(message);
  }

  public ModelException(String message, Throwable cause) {
    super(message, cause);
  }
}

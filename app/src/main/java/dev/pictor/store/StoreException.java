package dev.pictor.store;

import dev.pictor.PictorException;

/// A store that cannot be opened, reached, read or written.
public final class StoreException extends PictorException {
  public StoreException(String message) {
    super(message);
  }

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}

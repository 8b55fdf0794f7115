package dev.pictor.transfer;

import dev.pictor.PictorException;

/// A collection cannot be exported or imported; the message says which file, where in it, and why.
public final class TransferException extends PictorException {
  private static final long serialVersionUID = 1;

  TransferException(String message) {
    super(message);
  }

  TransferException(String message, Throwable cause) {
    super(message, cause);
  }
}

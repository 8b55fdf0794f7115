package dev.pictor.history;

import dev.pictor.PictorException;

/// A file of the history that cannot be read or written, or a search that cannot be saved: the
/// message says which and what to do.
public final class HistoryException extends PictorException {
  HistoryException(String message) {
    super(message);
  }

  HistoryException(String message, Throwable cause) {
    super(message, cause);
  }
}

package dev.pictor.search;

import dev.pictor.PictorException;

/// A query that cannot be answered as it was asked.
public final class BadQueryException extends PictorException {
  public BadQueryException(String message) {
    super(message);
  }
}

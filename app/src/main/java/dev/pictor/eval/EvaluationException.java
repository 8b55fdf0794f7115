package dev.pictor.eval;

import dev.pictor.PictorException;

/// A file of captions or queries that cannot be read, or from which no figure follows.
public final class EvaluationException extends PictorException {
  public EvaluationException(String message) {
    super(message);
  }

  public EvaluationException(String message, Throwable cause) {
    super(message, cause);
  }
}

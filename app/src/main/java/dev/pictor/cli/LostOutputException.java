package dev.pictor.cli;

import dev.pictor.PictorException;
import java.io.IOException;

/// Results that did not arrive where they were sent.
final class LostOutputException extends PictorException {
  private final boolean isReaderGone;

  private LostOutputException(String message, IOException cause, boolean isReaderGone) {
    super(message, cause);
    this.isReaderGone = isReaderGone;
  }

  /// A full disk, a closed descriptor.
  static LostOutputException of(IOException cause) {
    return new LostOutputException(
        "The results could not be written to standard output: %s.".formatted(cause.getMessage()),
        cause,
        false);
  }

  /// Who read the other end of the pipe wants no more, as `head` does.
  static LostOutputException readerGone(IOException cause) {
    return new LostOutputException("Nobody reads the results any more.", cause, true);
  }

  boolean isReaderGone() {
    return isReaderGone;
  }
}

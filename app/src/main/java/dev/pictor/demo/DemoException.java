package dev.pictor.demo;

import dev.pictor.PictorException;

/// The demo's pictures cannot be drawn: the disk is full, say.
public final class DemoException extends PictorException {
  DemoException(String message, Throwable cause) {
    super(message, cause);
  }
}

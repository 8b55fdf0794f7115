package dev.pictor.model.download;

/// A transfer that did not come to its end, but may when it is tried again.
final class BrokenTransferException extends Exception {
  BrokenTransferException(String reason) {
    super(reason);
  }

  BrokenTransferException(String reason, Throwable cause) {
    super(reason, cause);
  }
}

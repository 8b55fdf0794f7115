package dev.pictor.clip;

/// A picture that cannot be decoded; the message says why, without the path, in one line.
public sealed class UnreadableImageException extends ClipException permits MissingDecoderException {
  public UnreadableImageException(String message) {
    super(message);
  }

  public UnreadableImageException(String message, Throwable cause) {
    super(message, cause);
  }
}

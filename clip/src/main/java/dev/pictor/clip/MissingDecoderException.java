package dev.pictor.clip;

/// A picture that could be decoded if a library of the system were there; the message says which
/// and how to get it. Nothing is wrong with the file.
public final class MissingDecoderException extends UnreadableImageException {
  public MissingDecoderException(String message) {
    super(message);
  }
}

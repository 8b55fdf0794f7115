package dev.pictor.clip.image;

import javax.imageio.IIOException;
import javax.imageio.stream.ImageInputStreamImpl;

/// The bytes of a lossless WebP, for a reader that looks ahead: in a picture of one colour, where
/// pixels take no bits, at each pixel anew and beyond the end. There it finds zeros; the exceptions
/// that it would otherwise get, and pass over, take minutes. Where it has used up what is not
/// there, the file breaks off.
final class LosslessStream extends ImageInputStreamImpl {
  /// Eight bytes that are looked at and not used, and eight that are then read ahead of them.
  private static final int ZEROS = 16;

  private final byte[] content;

  LosslessStream(byte[] content) {
    this.content = content;
  }

  @Override
  public int read() throws IIOException {
    bitOffset = 0;
    requireMore();
    return streamPos < content.length ? content[(int) streamPos++] & 0xFF : zero();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IIOException {
    for (int i = 0; i < length; i++) {
      target[offset + i] = (byte) read();
    }
    return length;
  }

  @Override
  public long length() {
    return content.length;
  }

  private int zero() {
    streamPos++;
    return 0;
  }

  private void requireMore() throws IIOException {
    if (streamPos >= content.length + ZEROS) {
      throw new IIOException("it breaks off");
    }
  }
}

package dev.pictor.clip.weights;

import java.nio.charset.StandardCharsets;

/// Bytes of a pickle, read forward; every read is checked against the end.
final class PickleInput {
  private static final int MAX_LINE = 1_000;

  private final byte[] bytes;
  private int position;

  PickleInput(byte[] bytes) {
    this.bytes = bytes;
  }

  int position() {
    return position;
  }

  int unsignedByte() throws MalformedFileException {
    return bytes[advance(1)] & 0xff;
  }

  int unsignedShort() throws MalformedFileException {
    return unsignedByte() | unsignedByte() << 8;
  }

  long unsignedInt() throws MalformedFileException {
    return unsignedShort() | (long) unsignedShort() << 16;
  }

  void skip(int count) throws MalformedFileException {
    advance(count);
  }

  /// A little-endian two's complement number.
  long signedLong(int count) throws MalformedFileException {
    if (count > Long.BYTES) {
      throw new MalformedFileException(
          "its pickle has a number of %d bytes, more than any size needs (at byte %d)."
              .formatted(count, position));
    }
    int start = advance(count);
    long value = count == 0 ? 0 : bytes[start + count - 1] >> 7; // the sign, in every bit
    for (int i = count - 1; i >= 0; i--) {
      value = value << 8 | bytes[start + i] & 0xff;
    }
    return value;
  }

  double bigEndianDouble() throws MalformedFileException {
    long bits = 0;
    for (int i = 0; i < Double.BYTES; i++) {
      bits = bits << 8 | unsignedByte();
    }
    return Double.longBitsToDouble(bits);
  }

  String utf8(long count) throws MalformedFileException {
    int start = advance(count);
    return new String(bytes, start, (int) count, StandardCharsets.UTF_8);
  }

  /// Text up to the next line feed.
  String line() throws MalformedFileException {
    int start = position;
    while (unsignedByte() != '\n') {
      if (position - start > MAX_LINE) {
        throw new MalformedFileException(
            "its pickle has a name of over %d bytes (at byte %d).".formatted(MAX_LINE, start));
      }
    }
    return new String(bytes, start, position - 1 - start, StandardCharsets.UTF_8);
  }

  private int advance(long count) throws MalformedFileException {
    if (count > bytes.length - position) {
      throw new MalformedFileException(
          "its pickle ends at byte %d, where %d more bytes are needed: the file is damaged or cut."
              .formatted(bytes.length, count - (bytes.length - position)));
    }
    int start = position;
    position += (int) count;
    return start;
  }
}

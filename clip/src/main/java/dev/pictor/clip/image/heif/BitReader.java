package dev.pictor.clip.image.heif;

/// Bits of a coded stream, the highest of each byte first. Reading past the end throws
/// `ArrayIndexOutOfBoundsException`.
final class BitReader {
  private final byte[] bytes;
  private long at;

  BitReader(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean flag() {
    return bits(1) == 1;
  }

  /// @param count at most 32
  int bits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++, at++) {
      value = value << 1 | (bytes[(int) (at >> 3)] >> (7 - (int) (at & 7)) & 1);
    }
    return value;
  }

  void skip(int count) {
    at += count;
  }

  /// As many further bits as there were zeros before them: HEVC's `ue(v)`, AV1's `uvlc()`.
  int exponential() {
    int zeros = 0;
    while (!flag()) {
      zeros++;
    }
    if (zeros > 30) {
      throw new ArrayIndexOutOfBoundsException(zeros);
    }
    return (1 << zeros) - 1 + bits(zeros);
  }
}

package dev.pictor.clip.image;

/// Walks over a JPEG's segments up to its first scan. Bytes between them are passed over.
final class JpegSegments {
  private static final int START_OF_SCAN = 0xDA;

  private final byte[] content;
  private int next = 2;
  private int marker;
  private int start;
  private int end;

  JpegSegments(byte[] content) {
    this.content = content;
  }

  /// @return false at the first scan and where a segment does not fit the file
  boolean next() {
    while (next + 4 <= content.length) {
      marker = content[next + 1] & 0xFF;
      if ((content[next] & 0xFF) != 0xFF || marker == 0xFF || marker == 0) {
        next++;
        continue;
      }
      if (marker == START_OF_SCAN) {
        return false;
      }
      if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) {
        next += 2;
        continue;
      }
      start = next;
      end = next + 2 + ((content[next + 2] & 0xFF) << 8 | (content[next + 3] & 0xFF));
      if (end > content.length || end < body()) {
        return false;
      }
      next = end;
      return true;
    }
    return false;
  }

  int marker() {
    return marker;
  }

  /// Where the segment begins, with its marker.
  int start() {
    return start;
  }

  /// Where what it says begins.
  int body() {
    return start + 4;
  }

  /// Behind its last byte.
  int end() {
    return end;
  }

  /// Where [#next()] looks: after it said false, where the first scan begins or reading stopped.
  int position() {
    return next;
  }
}

package dev.pictor.clip.image.heif;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The boxes that lie one after another in a part of a HEIF file (ISO 14496-12, 4.2), one at a
/// time. What claims to be longer than that part ends with it.
final class HeifBoxes {
  private final ByteBuffer within;
  private int start;
  private int from;
  private int end;

  HeifBoxes(ByteBuffer within) {
    this.within = within;
    end = within.position();
  }

  /// Moves to the next box.
  ///
  /// @return false if there is none
  boolean next() {
    start = end;
    long left = within.limit() - start;
    if (left < 8) {
      return false;
    }
    long size = within.getInt(start) & 0xFFFFFFFFL;
    from = start + 8;
    if (size == 1 && left >= 16) {
      size = within.getLong(from);
      from += 8;
    } else if (size == 0) {
      size = left;
    }
    if (size < from - start) {
      return false;
    }
    end = start + (int) Math.min(size, left);
    return true;
  }

  boolean is(String type) {
    for (int i = 0; i < 4; i++) {
      if (within.get(start + 4 + i) != type.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  String type() {
    return text(within, start + 4);
  }

  ByteBuffer body() {
    return within.slice(from, end - from);
  }

  static String text(ByteBuffer bytes, int at) {
    byte[] text = new byte[4];
    bytes.get(at, text);
    return new String(text, StandardCharsets.ISO_8859_1);
  }
}

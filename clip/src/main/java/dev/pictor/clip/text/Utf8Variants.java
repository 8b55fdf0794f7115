package dev.pictor.clip.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/// Decodes UTF-8, strictly, but for two things that some programs write: a character outside the
/// basic plane as two surrogates of three bytes each (CESU-8), and NUL as `C0 80` (Java).
///
/// Follows ftfy's codec `utf-8-variants`, two oddities included that come from `$` matching before
/// a final line feed: there, `C0` alone is a NUL that swallows the line feed, and a CESU-8
/// sequence may lack its last byte, for which the line feed is taken.
final class Utf8Variants {
  private static final int NUL_LEAD = 0xc0;
  private static final int SURROGATE_LEAD = 0xed;
  private static final int CESU_8_LENGTH = 6;

  private final byte[] bytes;
  private final StringBuilder out = new StringBuilder();

  private Utf8Variants(byte[] bytes) {
    this.bytes = bytes;
  }

  static String decode(byte[] bytes) throws CharacterCodingException {
    return new Utf8Variants(bytes).decode();
  }

  private String decode() throws CharacterCodingException {
    int done = 0;
    for (int i = 0; i < bytes.length; ) {
      if (isNul(i)) {
        decodeStrictly(done, i);
        out.append('\0');
        i += 2;
        done = i;
      } else if (isCesu8(i)) {
        decodeStrictly(done, i);
        out.appendCodePoint(codePointAt(i));
        i += CESU_8_LENGTH;
        done = i;
      } else {
        i++;
      }
    }
    decodeStrictly(done, bytes.length);
    return out.toString();
  }

  private void decodeStrictly(int start, int end) throws CharacterCodingException {
    out.append(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, end - start)));
  }

  private boolean isNul(int i) {
    return at(i) == NUL_LEAD
        && i + 1 < bytes.length
        && (at(i + 1) == 0x80 || isFinalLineFeed(i + 1));
  }

  private boolean isCesu8(int i) {
    return i + CESU_8_LENGTH <= bytes.length
        && at(i) == SURROGATE_LEAD
        && isBetween(i + 1, 0xa0, 0xaf)
        && isBetween(i + 2, 0x80, 0xbf)
        && at(i + 3) == SURROGATE_LEAD
        && isBetween(i + 4, 0xb0, 0xbf)
        && (isBetween(i + 5, 0x80, 0xbf) || isFinalLineFeed(i + 5));
  }

  /// The 20 bits that the two surrogates carry, and 10000.
  private int codePointAt(int i) {
    return 0x10000
        + ((at(i + 1) & 0x0f) << 16)
        + ((at(i + 2) & 0x3f) << 10)
        + ((at(i + 4) & 0x0f) << 6)
        + (at(i + 5) & 0x3f);
  }

  private boolean isBetween(int i, int low, int high) {
    return at(i) >= low && at(i) <= high;
  }

  private boolean isFinalLineFeed(int i) {
    return i == bytes.length - 1 && bytes[i] == '\n';
  }

  private int at(int i) {
    return bytes[i] & 0xff;
  }
}

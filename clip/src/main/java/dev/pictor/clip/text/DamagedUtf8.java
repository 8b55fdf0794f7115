package dev.pictor.clip.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/// Mends bytes that would be UTF-8 had not somebody changed some of them.
///
/// Follows `restore_byte_a0` and `replace_lossy_sequences` of ftfy's `fixes.py`.
final class DamagedUtf8 {
  private static final int SPACE = ' ';
  private static final int NO_BREAK_SPACE = 0xa0;
  private static final int LOST = 0x1a;
  private static final int A_GRAVE_LEAD = 0xc3;
  private static final byte[] REPLACEMENT = {(byte) 0xef, (byte) 0xbf, (byte) 0xbd};

  /// What after `C3 20` makes it not a word of its own: these begin or end Portuguese words (às,
  /// àquele, ...), a second space shows that the first belongs to the character.
  private static final String[] AFTER_A_GRAVE = {" ", "quele", "quela", "quilo", "s "};

  private final byte[] bytes;

  private DamagedUtf8(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Puts A0 back where a space stands in for it inside a character. An `à` before a word keeps
  /// the space as well: `C3 20` becomes `C3 A0 20`.
  static byte[] restoreNoBreakSpaces(byte[] bytes) {
    byte[] words = new DamagedUtf8(bytes).separateAGrave();
    var damaged = new DamagedUtf8(words);
    byte[] restored = words.clone();
    for (int i = 0; i < words.length; ) {
      int length = damaged.lengthWithSpace(i);
      for (int j = i; j < i + length; j++) {
        if (restored[j] == SPACE) {
          restored[j] = (byte) NO_BREAK_SPACE;
        }
      }
      i += Math.max(1, length);
    }
    return restored;
  }

  /// Replaces a character of which bytes are lost (1A, or one `?` where that is likely) by U+FFFD.
  static byte[] replaceLossySequences(byte[] bytes) {
    return new DamagedUtf8(bytes).replaceLossy();
  }

  private byte[] separateAGrave() {
    var out = new ByteArrayOutputStream(bytes.length + 8);
    for (int i = 0; i < bytes.length; i++) {
      out.write(bytes[i]);
      if (at(i) == A_GRAVE_LEAD && at(i + 1) == SPACE && isWord(i + 2)) {
        out.write(NO_BREAK_SPACE);
      }
    }
    return out.toByteArray();
  }

  private boolean isWord(int next) {
    for (String exception : AFTER_A_GRAVE) {
      byte[] expected = exception.getBytes(ISO_8859_1);
      int end = next + expected.length;
      if (end <= bytes.length && Arrays.equals(bytes, next, end, expected, 0, expected.length)) {
        return false;
      }
    }
    return true;
  }

  /// The length of the character at `i` if exactly one of its bytes A0 is a space, else 0. Only
  /// for leads whose characters are likely.
  private int lengthWithSpace(int i) {
    return switch (at(i)) {
      case 0xc2, 0xc3, 0xc5, 0xce, 0xd0, 0xd9 -> at(i + 1) == SPACE ? 2 : 0;
      case 0xe0, 0xe1 -> isLikely(i + 1) && at(i + 2) == SPACE ? 3 : 0;
      case 0xe2, 0xe3 ->
          (isLikely(i + 1) && at(i + 2) == SPACE) || (at(i + 1) == SPACE && isLikely(i + 2))
              ? 3
              : 0;
      case 0xf0 -> {
        int spaces = count(i, 4, b -> b == SPACE ? 1 : 0);
        int continuations = count(i, 4, b -> isContinuation(b) ? 1 : 0);
        yield spaces == 1 && continuations == 2 ? 4 : 0;
      }
      default -> 0;
    };
  }

  /// A continuation byte, other than those that are themselves often changed (85, A0).
  private boolean isLikely(int i) {
    return isContinuation(at(i)) && at(i) != 0x85 && at(i) != NO_BREAK_SPACE;
  }

  private byte[] replaceLossy() {
    var out = new ByteArrayOutputStream(bytes.length + 16);
    for (int i = 0; i < bytes.length; ) {
      int length = lossyLength(i);
      if (length > 0) {
        out.writeBytes(REPLACEMENT);
        i += length;
      } else {
        out.write(bytes[i]);
        i++;
      }
    }
    return out.toByteArray();
  }

  /// The length of the character at `i` if at least one of its continuation bytes is lost, else 0.
  private int lossyLength(int i) {
    int lead = at(i);
    if (lead == LOST) {
      return 1;
    }
    if (lead >= 0xc2 && lead <= 0xdf) {
      return at(i + 1) == LOST || (lead <= 0xc3 && at(i + 1) == '?') ? 2 : 0;
    }
    if (lead == 0xed && isLossySurrogatePair(i)) {
      return 6;
    }
    if (lead >= 0xe0 && lead <= 0xef) {
      return isLossy(i, 3) ? 3 : 0;
    }
    return lead >= 0xf0 && lead <= 0xf4 && isLossy(i, 4) ? 4 : 0;
  }

  private boolean isLossySurrogatePair(int i) {
    boolean surrogates =
        at(i + 1) >= 0xa0
            && at(i + 1) <= 0xaf
            && at(i + 3) == 0xed
            && at(i + 4) >= 0xb0
            && at(i + 4) <= 0xbf;
    boolean firstLost = isLost(at(i + 2));
    boolean secondLost = isLost(at(i + 5));
    return surrogates
        && (firstLost || secondLost)
        && (firstLost || isContinuation(at(i + 2)))
        && (secondLost || isContinuation(at(i + 5)));
  }

  /// Whether the bytes after the lead are continuations, at least one lost, at most one as `?`.
  private boolean isLossy(int i, int length) {
    int lost = count(i, length, b -> isLost(b) ? 1 : 0);
    int questionMarks = count(i, length, b -> b == '?' ? 1 : 0);
    int continuations = count(i, length, b -> isContinuation(b) ? 1 : 0);
    return lost >= 1 && questionMarks <= 1 && lost + continuations == length - 1;
  }

  /// Sums over the bytes after the lead.
  private int count(int i, int length, IntUnaryOperator weight) {
    int sum = 0;
    for (int j = i + 1; j < i + length; j++) {
      sum += weight.applyAsInt(at(j));
    }
    return sum;
  }

  private static boolean isLost(int b) {
    return b == LOST || b == '?';
  }

  private static boolean isContinuation(int b) {
    return b >= 0x80 && b <= 0xbf;
  }

  /// The byte, unsigned; 0 (which nothing here looks for) past the end.
  private int at(int i) {
    return i < bytes.length ? bytes[i] & 0xff : 0;
  }
}

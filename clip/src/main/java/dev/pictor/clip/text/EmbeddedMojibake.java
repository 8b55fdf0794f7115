package dev.pictor.clip.text;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Finds stretches of mojibake inside other text and mends each on its own.
///
/// Does what `decode_inconsistent_utf8` of ftfy's `fixes.py` does. A stretch is a series of
/// sequences that look like the bytes of UTF-8 characters read in one of seven encodings that
/// resemble Latin-1; which characters those are follows from the encodings' tables.
final class EmbeddedMojibake {
  private static final List<SingleByteEncoding> LATIN_LIKE =
      SingleByteEncoding.ALL.stream().filter(SingleByteEncoding::resemblesLatin1).toList();

  /// Separators among the continuations: they often stand for themselves beside mojibake.
  private static final String SEPARATORS = "–—―‘’‚“”„•…";

  private static final Set<Character> FIRST_OF_TWO = decoded(0xc2, 0xdf);
  private static final Set<Character> FIRST_OF_THREE = decoded(0xe0, 0xef);
  private static final Set<Character> FIRST_OF_FOUR = firstOfFour();
  private static final Set<Character> CONTINUATIONS = decoded(0x80, 0xbf);

  private EmbeddedMojibake() {}

  static String repair(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int copied = 0;
    for (int i = 0; i < text.length(); ) {
      int end = i > 0 && isStrictContinuation(text.charAt(i - 1)) ? i : endOfStretch(text, i);
      if (end > i) {
        out.append(text, copied, i).append(repairStretch(text.substring(i, end), text));
        copied = end;
      }
      i = Math.max(end, i + 1);
    }
    return out.append(text, copied, text.length()).toString();
  }

  private static String repairStretch(String stretch, String text) {
    // Shorter than the whole, so that this ends.
    return stretch.length() < text.length() && Badness.isBad(stretch)
        ? MojibakeRepair.repair(stretch)
        : stretch;
  }

  private static int endOfStretch(String text, int start) {
    int end = start;
    for (int length = sequenceLength(text, end); length > 0; length = sequenceLength(text, end)) {
      end += length;
    }
    return end;
  }

  /// The length of the sequence that begins at `start`, 0 if none does.
  private static int sequenceLength(String text, int start) {
    if (start == text.length()) {
      return 0;
    }
    char first = text.charAt(start);
    int length =
        FIRST_OF_TWO.contains(first)
            ? 2
            : FIRST_OF_THREE.contains(first) ? 3 : FIRST_OF_FOUR.contains(first) ? 4 : 0;
    if (length > text.length() - start) {
      return 0;
    }
    boolean continued =
        IntStream.range(start + 1, start + length).allMatch(i -> isContinuation(text.charAt(i)));
    return continued ? length : 0;
  }

  /// A space may stand for the no-break space A0.
  private static boolean isContinuation(char c) {
    return c == ' ' || CONTINUATIONS.contains(c);
  }

  private static boolean isStrictContinuation(char c) {
    return CONTINUATIONS.contains(c) && SEPARATORS.indexOf(c) < 0;
  }

  /// Of the leads of four bytes only those that begin assigned characters.
  private static Set<Character> firstOfFour() {
    Set<Character> characters = decoded(0xf0, 0xf0);
    characters.addAll(decoded(0xf3, 0xf3));
    return characters;
  }

  private static Set<Character> decoded(int firstByte, int lastByte) {
    Set<Character> characters = new TreeSet<>();
    for (SingleByteEncoding encoding : LATIN_LIKE) {
      for (int b = firstByte; b <= lastByte; b++) {
        characters.add(encoding.decode(b));
      }
    }
    return characters;
  }
}

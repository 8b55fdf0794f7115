package dev.pictor.clip.text;

/// Python's `str.lower()`: full Unicode lower-casing without a locale.
///
/// `String.toLowerCase` is not the same: it looks for the word that a capital sigma ends by word
/// breaks rather than by the rule of the Unicode Standard (section 3.13, `Final_Sigma`), and it
/// knows a newer Unicode.
final class LowerCase {
  private static final int CAPITAL_SIGMA = 0x3a3;
  private static final int SMALL_SIGMA = 0x3c3;
  private static final int FINAL_SIGMA = 0x3c2;
  private static final int CAPITAL_I_WITH_DOT = 0x130;

  private LowerCase() {}

  static String of(String text) {
    StringBuilder lower = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      int next = i + Character.charCount(codePoint);
      if (codePoint == CAPITAL_SIGMA) {
        lower.appendCodePoint(endsWord(text, i, next) ? FINAL_SIGMA : SMALL_SIGMA);
      } else if (codePoint == CAPITAL_I_WITH_DOT) {
        lower.append('i').append('\u0307');
      } else if (UnicodeTables.isAssigned(codePoint)) {
        lower.appendCodePoint(Character.toLowerCase(codePoint));
      } else {
        lower.appendCodePoint(codePoint);
      }
      i = next;
    }
    return lower.toString();
  }

  /// Whether something cased stands before, and nothing cased after, both seen past whatever is
  /// case-ignorable.
  private static boolean endsWord(String text, int start, int end) {
    int before = start;
    boolean casedBefore = false;
    while (before > 0) {
      int codePoint = text.codePointBefore(before);
      before -= Character.charCount(codePoint);
      if (!UnicodeTables.isCaseIgnorable(codePoint)) {
        casedBefore = UnicodeTables.isCased(codePoint);
        break;
      }
    }
    if (!casedBefore) {
      return false;
    }
    for (int after = end; after < text.length(); ) {
      int codePoint = text.codePointAt(after);
      if (!UnicodeTables.isCaseIgnorable(codePoint)) {
        return !UnicodeTables.isCased(codePoint);
      }
      after += Character.charCount(codePoint);
    }
    return true;
  }
}

package dev.pictor.clip.text;

/// Cuts cleaned text into the words that byte-pair encoding then works on.
///
/// Follows the pattern of `SimpleTokenizer` in openai/CLIP, which ignores case: a marker, a
/// contraction (`'s 't 're 've 'm 'll 'd`), a run of letters, one number, or a run of anything
/// else but white space. Ignoring case has two effects that outlive lower-casing: the long s
/// counts as an s in the first two, and U+0345 (combining iota below) is in no class, because it
/// has a letter among its case variants but is none itself; it separates words and is lost.
final class WordSplitter {
  static final String START_MARKER = "<|startoftext|>";
  static final String END_MARKER = "<|endoftext|>";

  private static final String[] LITERALS = {
    START_MARKER, END_MARKER, "'s", "'t", "'re", "'ve", "'m", "'ll", "'d"
  };
  private static final char LONG_S = '\u017f';
  private static final int COMBINING_IOTA_BELOW = 0x345;

  private enum Kind {
    LETTER,
    NUMBER,
    OTHER,
    NONE
  }

  private WordSplitter() {}

  /// Where the word that starts at `start` ends; `start` itself if no word starts there.
  ///
  /// @param text lower-cased
  static int endOfWord(String text, int start) {
    char first = text.charAt(start);
    if (first == '<' || first == '\'') {
      for (String literal : LITERALS) {
        if (startsWith(text, start, literal)) {
          return start + literal.length();
        }
      }
    }
    int codePoint = text.codePointAt(start);
    Kind kind = kindOf(codePoint);
    int end = start + Character.charCount(codePoint);
    return switch (kind) {
      case NONE -> start;
      case NUMBER -> end;
      case LETTER, OTHER -> endOfRun(text, end, kind);
    };
  }

  private static int endOfRun(String text, int start, Kind kind) {
    int end = start;
    while (end < text.length()) {
      int codePoint = text.codePointAt(end);
      if (kindOf(codePoint) != kind) {
        break;
      }
      end += Character.charCount(codePoint);
    }
    return end;
  }

  private static boolean startsWith(String text, int start, String literal) {
    if (text.length() - start < literal.length()) {
      return false;
    }
    for (int i = 0; i < literal.length(); i++) {
      char c = text.charAt(start + i);
      if ((c == LONG_S ? 's' : c) != literal.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static Kind kindOf(int codePoint) {
    if (UnicodeTables.isLetter(codePoint)) {
      return Kind.LETTER;
    }
    if (UnicodeTables.isNumber(codePoint)) {
      return Kind.NUMBER;
    }
    return UnicodeTables.isWhiteSpace(codePoint) || codePoint == COMBINING_IOTA_BELOW
        ? Kind.NONE
        : Kind.OTHER;
  }
}

package dev.pictor.clip.text;

/// Brings a text into the form that is cut into words.
///
/// Follows `basic_clean`, `whitespace_clean` and `lower` of openai/CLIP's `simple_tokenizer.py`:
/// repair, HTML references twice, runs of white space to one space, trim, lower case. Every rule
/// is Python's, not Java's, where the two differ.
final class TextCleaner {
  private TextCleaner() {}

  static String clean(String text) {
    String unescaped = HtmlEntities.unescape(HtmlEntities.unescape(TextRepair.repair(text)));
    return LowerCase.of(strip(joinWhiteSpace(unescaped)));
  }

  private static String joinWhiteSpace(String text) {
    StringBuilder joined = new StringBuilder(text.length());
    boolean inWhiteSpace = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean whiteSpace = UnicodeTables.isWhiteSpace(c);
      if (!whiteSpace) {
        joined.append(c);
      } else if (!inWhiteSpace) {
        joined.append(' ');
      }
      inWhiteSpace = whiteSpace;
    }
    return joined.toString();
  }

  /// Python's `str.strip`, which also takes the separators U+001C to U+001F.
  private static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && UnicodeTables.isPythonSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && UnicodeTables.isPythonSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }
}

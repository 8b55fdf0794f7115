package dev.pictor.clip.text;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;

/// Replaces single characters by what was most likely meant.
///
/// In this order, as ftfy's `fixes.py` does: C1 controls become what Windows-1252 has there, Latin
/// ligatures their letters, full- and half-width forms the usual width, curly quotes straight
/// ones, all line breaks `\n`, lone surrogates U+FFFD; terminal escapes and control characters
/// without effect are dropped; the rest is composed (NFC).
final class CharacterRepair {
  private static final char ESCAPE = 0x1b;

  /// What replaces a character, for C1 controls, ligatures, widths and quotes together.
  private static final Map<Character, String> SUBSTITUTES = substitutes();

  private CharacterRepair() {}

  static String repair(String text) {
    String substituted = substitute(text);
    return compose(removeControls(removeTerminalEscapes(joinLineBreaks(substituted))));
  }

  private static Map<Character, String> substitutes() {
    Map<Character, String> table = new HashMap<>();
    String[] ligatures = {
      "ĲIJ", "ĳij", "ŉ'n", "ǱDZ", "ǲDz", "ǳdz", "ǄDŽ", "ǅDž", "ǆdž", "ǇLJ", "ǈLj", "ǉlj", "ǊNJ",
      "ǋNj", "ǌnj", "ﬀff", "ﬁfi", "ﬂfl", "ﬃffi", "ﬄffl", "ﬅſt", "ﬆst"
    };
    for (String ligature : ligatures) {
      table.put(ligature.charAt(0), ligature.substring(1));
    }
    table.put('\u3000', " ");
    for (char c = '\uff01'; c < '\ufff0'; c++) {
      String usual = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKC);
      if (!usual.equals(String.valueOf(c))) {
        table.put(c, usual);
      }
    }
    for (char quote : "\u02bc\u2018\u2019\u201a\u201b".toCharArray()) {
      table.put(quote, "'");
    }
    for (char quote : "\u201c\u201d\u201e\u201f".toCharArray()) {
      table.put(quote, "\"");
    }
    for (char c = 0x80; c <= 0x9f; c++) {
      char meant = SingleByteEncoding.WINDOWS_1252.decode(c);
      table.put(c, table.getOrDefault(meant, String.valueOf(meant)));
    }
    return Map.copyOf(table);
  }

  private static String substitute(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      String substitute = c < 0x80 ? null : SUBSTITUTES.get(c);
      if (substitute != null) {
        out.append(substitute);
      } else if (isLoneSurrogate(text, i)) {
        out.append('\ufffd');
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static boolean isLoneSurrogate(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }

  private static String joinLineBreaks(String text) {
    return text.replace("\r\n", "\n")
        .replace('\r', '\n')
        .replace('\u2028', '\n')
        .replace('\u2029', '\n');
  }

  /// Drops `ESC [ numbers letter`, by which programs colour a terminal.
  private static String removeTerminalEscapes(String text) {
    int escape = text.indexOf(ESCAPE);
    if (escape < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int copied = 0;
    while (escape >= 0) {
      int end = endOfTerminalEscape(text, escape);
      if (end > 0) {
        out.append(text, copied, escape);
        copied = end;
      }
      escape = text.indexOf(ESCAPE, Math.max(end, escape + 1));
    }
    return out.append(text, copied, text.length()).toString();
  }

  private static int endOfTerminalEscape(String text, int start) {
    int end = start + 1;
    if (end == text.length() || text.charAt(end) != '[') {
      return -1;
    }
    end++;
    while (end < text.length()) {
      int codePoint = text.codePointAt(end);
      end += Character.charCount(codePoint);
      if (isAsciiLetter(codePoint)) {
        return end;
      }
      if (codePoint != ';' && !isDecimalDigit(codePoint)) {
        return -1;
      }
    }
    return -1;
  }

  private static boolean isAsciiLetter(int codePoint) {
    return codePoint < 0x80 && UnicodeTables.isLetter(codePoint);
  }

  private static boolean isDecimalDigit(int codePoint) {
    return Character.isDigit(codePoint) && UnicodeTables.isAssigned(codePoint);
  }

  private static String removeControls(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isControl(c)) {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static boolean isControl(char c) {
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\f' && c != '\r')
        || c == 0x7f
        || (c >= 0x206a && c <= 0x206f)
        || c == 0xfeff
        || (c >= 0xfff9 && c <= 0xfffc);
  }

  /// NFC, with the code points that Unicode 14.0 had not assigned left where they are: for it they
  /// neither compose nor take part in the ordering of marks.
  private static String compose(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int composed = 0;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      int next = i + Character.charCount(codePoint);
      if (!UnicodeTables.isAssigned(codePoint)) {
        out.append(Normalizer.normalize(text.substring(composed, i), Normalizer.Form.NFC));
        out.appendCodePoint(codePoint);
        composed = next;
      }
      i = next;
    }
    String rest = text.substring(composed);
    return out.append(Normalizer.normalize(rest, Normalizer.Form.NFC)).toString();
  }
}

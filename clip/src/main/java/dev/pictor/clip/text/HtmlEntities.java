package dev.pictor.clip.text;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Replaces HTML character references by what they stand for, in two ways.
///
/// [#unescape] follows Python's `html.unescape`, that is HTML5's rules: names without a semicolon,
/// the longest name that a text begins with (`&notit;` becomes `¬it;`), Windows-1252 for the
/// numbers 128 to 159. [#unescapeComplete] follows ftfy's `unescape_html`, which wants the
/// semicolon and also knows most names in capitals (`&EACUTE;`).
final class HtmlEntities {
  private static final int LONGEST_REFERENCE = 32;
  private static final int LONGEST_COMPLETE_NAME = 24;
  private static final int LAST_CODE_POINT = 0x10ffff;

  private HtmlEntities() {}

  /// The table of names, read when the first reference is met.
  private static final class Names {
    /// What a reference stands for, by its name with the semicolon if it has one.
    static final Map<String, String> ALL = readTable();

    /// The names that end in a semicolon, and those of them in lower case also in capitals.
    static final Map<String, String> COMPLETE = completeNames();

    private static Map<String, String> readTable() {
      Map<String, String> table = new HashMap<>(4096);
      for (String line : TextResource.lines("html-entities.txt")) {
        String[] parts = line.split(" ");
        StringBuilder text = new StringBuilder();
        for (int i = 1; i < parts.length; i++) {
          text.appendCodePoint(Integer.parseInt(parts[i], 16));
        }
        table.put(parts[0], text.toString());
      }
      return table;
    }

    private static Map<String, String> completeNames() {
      Map<String, String> table = new HashMap<>(4096);
      ALL.forEach(
          (name, text) -> {
            if (!name.endsWith(";")) {
              return;
            }
            table.put(name, text);
            String capitals = name.toUpperCase(Locale.ROOT);
            if (name.equals(name.toLowerCase(Locale.ROOT)) && named(capitals) == null) {
              table.put(capitals, text.toUpperCase(Locale.ROOT));
            }
          });
      return table;
    }
  }

  static String unescape(String text) {
    return replace(
        text,
        HtmlEntities::endOfReference,
        reference -> reference.startsWith("#") ? numbered(reference) : named(reference));
  }

  static String unescapeComplete(String text) {
    return replace(text, HtmlEntities::endOfCompleteReference, HtmlEntities::complete);
  }

  /// Finds where a reference ends.
  private interface End {
    /// @param start the place after the ampersand
    /// @return the place after the reference, -1 if there is none
    int find(String text, int start);
  }

  /// Finds what a reference, without its ampersand, stands for.
  private interface Meaning {
    @Nullable String of(String reference);
  }

  private static String replace(String text, End end, Meaning meaning) {
    int ampersand = text.indexOf('&');
    if (ampersand < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int copied = 0;
    while (ampersand >= 0) {
      int next = end.find(text, ampersand + 1);
      String replacement = next < 0 ? null : meaning.of(text.substring(ampersand + 1, next));
      if (replacement != null) {
        out.append(text, copied, ampersand).append(replacement);
        copied = next;
      }
      ampersand = text.indexOf('&', Math.max(next, ampersand + 1));
    }
    return out.append(text, copied, text.length()).toString();
  }

  private static @Nullable String complete(String reference) {
    if (!reference.startsWith("#")) {
      return Names.COMPLETE.get(reference);
    }
    String character = unescape("&" + reference);
    return character.contains(";") ? null : character;
  }

  /// A reference of Python's: `#[0-9]+;?`, `#[xX][0-9a-fA-F]+;?` or 1 to 32 characters other
  /// than `\t\n\f <&#;`, and `;?`.
  private static int endOfReference(String text, int start) {
    int end = start;
    if (end < text.length() && text.charAt(end) == '#') {
      end++;
      int radix = 10;
      if (end < text.length() && (text.charAt(end) | 0x20) == 'x') {
        radix = 16;
        end++;
      }
      int digits = end;
      while (end < text.length() && isDigit(text.charAt(end), radix)) {
        end++;
      }
      if (end == digits) {
        return -1;
      }
    } else {
      int codePoints = 0;
      while (end < text.length()
          && codePoints < LONGEST_REFERENCE
          && "\t\n\f <&#;".indexOf(text.charAt(end)) < 0) {
        end += Character.charCount(text.codePointAt(end));
        codePoints++;
      }
      if (codePoints == 0) {
        return -1;
      }
    }
    return end < text.length() && text.charAt(end) == ';' ? end + 1 : end;
  }

  /// A reference of ftfy's: `#?[0-9A-Za-z]{1,24};`.
  private static int endOfCompleteReference(String text, int start) {
    int end = start;
    if (end < text.length() && text.charAt(end) == '#') {
      end++;
    }
    int name = end;
    while (end < text.length()
        && end - name <= LONGEST_COMPLETE_NAME
        && isAlphanumeric(text.charAt(end))) {
      end++;
    }
    int length = end - name;
    return length >= 1
            && length <= LONGEST_COMPLETE_NAME
            && end < text.length()
            && text.charAt(end) == ';'
        ? end + 1
        : -1;
  }

  private static boolean isDigit(char c, int radix) {
    return c < 0x80 && Character.digit(c, radix) >= 0;
  }

  private static boolean isAlphanumeric(char c) {
    return isDigit(c, 36);
  }

  private static @Nullable String named(String reference) {
    String whole = Names.ALL.get(reference);
    if (whole != null) {
      return whole;
    }
    for (int length = reference.length() - 1; length >= 2; length--) {
      String text = Names.ALL.get(reference.substring(0, length));
      if (text != null) {
        return text + reference.substring(length);
      }
    }
    return null;
  }

  private static String numbered(String reference) {
    boolean hexadecimal = (reference.charAt(1) | 0x20) == 'x';
    int radix = hexadecimal ? 16 : 10;
    int codePoint = 0;
    for (int i = hexadecimal ? 2 : 1; i < reference.length() && reference.charAt(i) != ';'; i++) {
      codePoint =
          Math.min(
              codePoint * radix + Character.digit(reference.charAt(i), radix), LAST_CODE_POINT + 1);
    }
    if (codePoint == 0
        || codePoint > LAST_CODE_POINT
        || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE)) {
      return "\ufffd";
    }
    if (codePoint >= 0x80 && codePoint <= 0x9f) {
      return String.valueOf(SingleByteEncoding.WINDOWS_1252.decode(codePoint));
    }
    return isInvalid(codePoint) ? "" : Character.toString(codePoint);
  }

  /// The control characters and noncharacters that HTML5 calls invalid and Python drops.
  private static boolean isInvalid(int codePoint) {
    return (codePoint < 0x20 && "\t\n\f\r".indexOf(codePoint) < 0)
        || codePoint == 0x7f
        || (codePoint >= 0xfdd0 && codePoint <= 0xfdef)
        || (codePoint & 0xfffe) == 0xfffe;
  }
}

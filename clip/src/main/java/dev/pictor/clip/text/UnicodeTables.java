package dev.pictor.clip.text;

import java.util.Map;
import java.util.stream.Collectors;

/// Which code points are letters, numbers, assigned, ... in the Unicode versions that the
/// reference ran with, so that a text has the same ids whatever JDK runs us.
///
/// Letters and numbers are `\p{L}` and `\p{N}` of Unicode 15.0 (regex 2022.10.31); the rest is
/// Unicode 14.0 (Python 3.11's `str` and `unicodedata`). What a newer Unicode assigned is
/// therefore neither lower-cased nor composed here.
final class UnicodeTables {
  private static final Map<String, CodePointSet> TABLES =
      TextResource.lines("unicode.txt").stream()
          .map(line -> line.split(" ", 2))
          .collect(Collectors.toMap(parts -> parts[0], parts -> CodePointSet.parse(parts[1])));

  private static final CodePointSet LETTERS = table("letters");
  private static final CodePointSet NUMBERS = table("numbers");
  private static final CodePointSet ASSIGNED = table("assigned");
  private static final CodePointSet CASE_IGNORABLE = table("case-ignorable");
  private static final CodePointSet CASED = table("cased");

  private UnicodeTables() {}

  private static CodePointSet table(String name) {
    CodePointSet table = TABLES.get(name);
    if (table == null) {
      throw new IllegalStateException("unicode.txt has no line " + name);
    }
    return table;
  }

  static boolean isLetter(int codePoint) {
    return codePoint < 0x80
        ? (codePoint | 0x20) >= 'a' && (codePoint | 0x20) <= 'z'
        : LETTERS.contains(codePoint);
  }

  static boolean isNumber(int codePoint) {
    return codePoint < 0x80 ? codePoint >= '0' && codePoint <= '9' : NUMBERS.contains(codePoint);
  }

  static boolean isAssigned(int codePoint) {
    return codePoint < 0x80 || ASSIGNED.contains(codePoint);
  }

  /// Whether the code point is passed over when looking for a cased neighbour of a capital sigma.
  static boolean isCaseIgnorable(int codePoint) {
    return CASE_IGNORABLE.contains(codePoint);
  }

  /// Whether the code point has case, those that are also case-ignorable left out.
  static boolean isCased(int codePoint) {
    return CASED.contains(codePoint);
  }

  /// Python's `\w`: letters, numbers and the low line.
  static boolean isWord(int codePoint) {
    return codePoint == '_'
        || ((isLetter(codePoint) || isNumber(codePoint)) && isAssigned(codePoint));
  }

  /// `White_Space`, which is `\s` of the module regex.
  static boolean isWhiteSpace(int codePoint) {
    return switch (codePoint) {
      case ' ', '\t', '\n', 0x0b, '\f', '\r', 0x85, 0xa0, 0x1680 -> true;
      case 0x2028, 0x2029, 0x202f, 0x205f, 0x3000 -> true;
      default -> codePoint >= 0x2000 && codePoint <= 0x200a;
    };
  }

  /// `str.isspace` of Python, which `str.strip` removes: white space and four separators.
  static boolean isPythonSpace(int codePoint) {
    return isWhiteSpace(codePoint) || (codePoint >= 0x1c && codePoint <= 0x1f);
  }
}

package dev.pictor.clip.text;

import java.util.HashMap;
import java.util.Map;

/// A kind of character that occurs in mojibake, after the heuristic of ftfy 6.3.1
/// (<https://ftfy.readthedocs.io/en/latest/heuristic.html>). A character may be of several kinds.
enum MojibakeCategory {
  /// Common in any text.
  COMMON("\u00a0\u00ad\u00b7\u00b4\u2013\u2014\u2015\u2026\u2019"),
  /// C1 controls.
  CONTROL(range('\u0080', '\u009f')),
  /// Hardly found outside mojibake.
  BAD("¦¤¨¬¯¸ƒˆˇ˘˛˜†‡‰⌐◊\ufffdªº"),
  LAW("¶§"),
  CURRENCY("¢£¥₧€"),
  /// Punctuation that opens.
  START("¡«¿©\u0384\u0385\u2018\u201a\u201c\u201e\u2022\u2039\uf8ff"),
  /// Punctuation that closes.
  END("®»\u02dd\u201d\u203a\u2122"),
  NUMERIC("²³¹±¼½¾×\u00b5÷⁄∂\u2206\u220f\u2211√∞∩∫≈≠≡≤≥№"),
  /// Letters of which faces are made.
  KAOMOJI("ÒÓÔÕÖÙÚÛÜòóôõöøùúûüŐŌŪŲ°"),
  /// Accented capitals, those of faces left out.
  UPPER("ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑØÜÝĂĀĄĆČĎĐĘĚĒĖĞĢİĪĶĹĽŁĻŃŇŅŒŘŚŞŠŢŤŮŰŸŹŻŽҐ"),
  /// Accented small letters, those of faces left out.
  LOWER("ßàáâãäåæçèéêëìíîïðñăąāćčďđęěēėğģįīķĺľłļœŕśşšťüźżžґﬁﬂ"),
  /// Capitals that are common at the ends of words: Greek, Cyrillic, thorn.
  UPPER_COMMON("ÞΆΈΉΊΌΎΏΪΫ" + range('\u0391', '\u03a9') + range('\u0401', '\u042f')),
  /// The small Greek and Cyrillic letters.
  LOWER_COMMON("άέήίΰ" + range('\u03b1', '\u03c9') + range('\u0430', '\u045f')),
  BOX("│┌┐┘├┤┬┼▀▄█▌▐░▒▓" + range('\u2550', '\u256c')),
  ASCII_LOWER(range('a', 'z')),
  ASCII_UPPER(range('A', 'Z')),
  /// White space as Python sees it.
  SPACE(""),
  /// What Python's `\w` matches.
  WORD("");

  private static final Map<Character, Integer> SETS = sets();

  private final String characters;

  MojibakeCategory(String characters) {
    this.characters = characters;
  }

  /// The characters, to stand in a class of a regular expression.
  String characters() {
    return characters;
  }

  private int bit() {
    return 1 << ordinal();
  }

  /// Some categories as a set of bits, as [#setAt] gives it.
  static int setOf(MojibakeCategory... categories) {
    int set = 0;
    for (MojibakeCategory category : categories) {
      set |= category.bit();
    }
    return set;
  }

  /// The categories of the character at an index of a text, as a set of bits.
  static int setAt(String text, int index) {
    int codePoint = text.codePointAt(index);
    int set = SETS.getOrDefault(text.charAt(index), 0);
    if (UnicodeTables.isPythonSpace(codePoint)) {
      set |= SPACE.bit();
    }
    return UnicodeTables.isWord(codePoint) ? set | WORD.bit() : set;
  }

  private static Map<Character, Integer> sets() {
    Map<Character, Integer> sets = new HashMap<>();
    for (MojibakeCategory category : values()) {
      for (char c : category.characters.toCharArray()) {
        sets.merge(c, category.bit(), (a, b) -> a | b);
      }
    }
    return Map.copyOf(sets);
  }

  private static String range(char first, char last) {
    StringBuilder characters = new StringBuilder();
    for (char c = first; c <= last; c++) {
      characters.append(c);
    }
    return characters.toString();
  }
}

package dev.pictor.clip.text;

import static dev.pictor.clip.text.MojibakeCategory.ASCII_LOWER;
import static dev.pictor.clip.text.MojibakeCategory.ASCII_UPPER;
import static dev.pictor.clip.text.MojibakeCategory.BAD;
import static dev.pictor.clip.text.MojibakeCategory.BOX;
import static dev.pictor.clip.text.MojibakeCategory.COMMON;
import static dev.pictor.clip.text.MojibakeCategory.CONTROL;
import static dev.pictor.clip.text.MojibakeCategory.CURRENCY;
import static dev.pictor.clip.text.MojibakeCategory.END;
import static dev.pictor.clip.text.MojibakeCategory.KAOMOJI;
import static dev.pictor.clip.text.MojibakeCategory.LAW;
import static dev.pictor.clip.text.MojibakeCategory.LOWER;
import static dev.pictor.clip.text.MojibakeCategory.LOWER_COMMON;
import static dev.pictor.clip.text.MojibakeCategory.NUMERIC;
import static dev.pictor.clip.text.MojibakeCategory.SPACE;
import static dev.pictor.clip.text.MojibakeCategory.START;
import static dev.pictor.clip.text.MojibakeCategory.UPPER;
import static dev.pictor.clip.text.MojibakeCategory.UPPER_COMMON;
import static dev.pictor.clip.text.MojibakeCategory.WORD;
import static dev.pictor.clip.text.MojibakeCategory.setOf;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Tells whether a text looks like mojibake.
///
/// Decides as `is_bad` of ftfy 6.3.1 does: characters of certain categories beside each other do
/// not occur in text that is as it was meant ([#RULES]), nor do some sequences of particular
/// characters, which are what frequent UTF-8 bytes look like in one encoding ([#SEQUENCES]).
final class Badness {
  /// A sequence of one to three characters: for each, the set of categories it may be of.
  private record Rule(int first, int second, int third) {
    private static final int ANYTHING = 0;

    Rule(int first, int second) {
      this(first, second, ANYTHING);
    }

    boolean matches(int[] sets, int i) {
      return (sets[i] & first) != 0 && allows(second, sets, i + 1) && allows(third, sets, i + 2);
    }

    private static boolean allows(int place, int[] sets, int i) {
      return place == ANYTHING || (i < sets.length && (sets[i] & place) != 0);
    }
  }

  private static final List<Rule> RULES =
      List.of(
          new Rule(setOf(CONTROL), Rule.ANYTHING),
          new Rule(setOf(BAD, LOWER, UPPER, BOX, START, END, CURRENCY, NUMERIC, LAW), setOf(BAD)),
          new Rule(setOf(BAD), setOf(LOWER, UPPER, BOX, START, END, CURRENCY, NUMERIC, LAW)),
          new Rule(setOf(ASCII_LOWER, ASCII_UPPER), setOf(LOWER_COMMON, UPPER_COMMON), setOf(BAD)),
          new Rule(setOf(LOWER, LOWER_COMMON, BOX, END, CURRENCY, NUMERIC), setOf(UPPER)),
          new Rule(setOf(BOX, END, CURRENCY, NUMERIC), setOf(LOWER)),
          new Rule(setOf(LOWER, BOX, END), setOf(CURRENCY)),
          new Rule(setOf(SPACE), setOf(UPPER), setOf(CURRENCY)),
          new Rule(setOf(UPPER, BOX), setOf(NUMERIC, LAW)),
          new Rule(setOf(LOWER, UPPER, BOX, CURRENCY, END), setOf(START), setOf(NUMERIC)),
          new Rule(setOf(LOWER, UPPER, CURRENCY, NUMERIC, BOX, LAW), setOf(END), setOf(START)),
          new Rule(setOf(CURRENCY, NUMERIC, BOX), setOf(START)),
          new Rule(setOf(ASCII_LOWER), setOf(UPPER), setOf(START, CURRENCY)),
          new Rule(setOf(BOX), setOf(KAOMOJI, END)),
          new Rule(setOf(LOWER, UPPER, CURRENCY, NUMERIC, START, END, LAW), setOf(BOX)),
          new Rule(setOf(LOWER, UPPER), setOf(START, END), setOf(WORD)));

  private static final Pattern SEQUENCES =
      anyOf(
          // The ligature where no word goes on, a degree sign after a capital.
          "[Œœ][^A-Za-z]",
          "[{upper}]°",
          // Windows-1252: Latin-1, Arabic (whose characters are common, hence two), South Asian.
          "[ÂÃÎÐ][€œŠš¢£Ÿž\u00a0\u00ad®©°\u00b7»{start}{end}\u2013\u2014\u00b4]",
          "×[²³]",
          "(?:[ØÙ][{common}{currency}{bad}{numeric}{start}ŸŠ®°\u00b5»]){2}",
          "à[²\u00b5¹¼½¾]",
          "Ã[\u00a0¡]",
          "(?:[a-z][{space}]?|^)[ÃÂ] ",
          "[a-z.,?!{end}]Â[ {start}{end}]",
          // MacRoman.
          "√[±∂†≠®\u2122\u00b4≤≥¥\u00b5ø]",
          "≈[°¢]",
          "‚Ä[ìîïòôúùû†°¢π]",
          "‚[âó][àä°ê]",
          // Windows-1251: punctuation, Latin-1 or Cyrillic, Latin-1 over Windows-1252.
          "вЂ",
          "[ВГРС][{control}{bad}{start}{end}{currency}°\u00b5][ВГРС]",
          "ГўВЂВ[^\n][A-Za-z ]",
          // Windows-1253: punctuation, Latin-1 or Greek.
          "β€[\u2122\u00a0Ά\u00ad®°]",
          "[ΒΓΞΟ][{control}{bad}{start}{end}{currency}°][ΒΓΞΟ]",
          // Windows-1257.
          "ā€");

  private Badness() {}

  static boolean isBad(String text) {
    int[] sets = new int[text.length()];
    for (int i = 0; i < sets.length; i++) {
      sets[i] = MojibakeCategory.setAt(text, i);
    }
    for (int i = 0; i < sets.length; i++) {
      for (Rule rule : RULES) {
        if (rule.matches(sets, i)) {
          return true;
        }
      }
    }
    return SEQUENCES.matcher(text).find();
  }

  /// @param sequences regular expressions in which `{name}` is the characters of a category
  private static Pattern anyOf(String... sequences) {
    String pattern =
        String.join("|", sequences)
            .replace(
                "{space}",
                "\t-\r\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000");
    for (MojibakeCategory category :
        List.of(COMMON, CONTROL, BAD, CURRENCY, START, END, NUMERIC, UPPER)) {
      pattern =
          pattern.replace(
              "{" + category.name().toLowerCase(Locale.ROOT) + "}", category.characters());
    }
    return Pattern.compile(pattern);
  }
}

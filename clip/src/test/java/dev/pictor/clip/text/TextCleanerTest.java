package dev.pictor.clip.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// Expected values: `whitespace_clean(basic_clean(text)).lower()` of the original code.
class TextCleanerTest {
  @Test
  void clean_joinsAndTrimsUnicodeWhiteSpace() {
    assertThat(TextCleaner.clean(" a\u00a0\u2003\u3000b\n\u1680\fc\u205f ")).isEqualTo("a b c");
    assertThat(TextCleaner.clean("\u200ba\ufeff\u200b")).isEqualTo("\u200ba\u200b");
    assertThat(TextCleaner.clean(" \t\n")).isEmpty();
    assertThat(TextCleaner.clean("")).isEmpty();
  }

  @Test
  void clean_resolvesReferencesThreeTimesOutsideHtmlAndTwiceInside() {
    assertThat(TextCleaner.clean("Tom &amp;amp;amp; Jerry")).isEqualTo("tom & jerry");
    assertThat(TextCleaner.clean("<b>&amp;amp;amp;amp;</b>")).isEqualTo("<b>&amp;amp;</b>");
  }

  /// ftfy knows `&EACUTE;`, Python's html does not: from the first `<` on it stays.
  @Test
  void clean_treatsAllTextFromTheFirstTagOnAsHtml() {
    assertThat(TextCleaner.clean("&EACUTE;\n<b>&EACUTE;\n&EACUTE;"))
        .isEqualTo("é <b>&eacute; &eacute;");
    assertThat(TextCleaner.clean("x\n<b>&eacute;\n&EACUTE;")).isEqualTo("x <b>é &eacute;");
  }

  @Test
  void clean_repairsUntilNothingChanges() {
    assertThat(TextCleaner.clean("it&#x2019;s &amp;acirc;\u20ac\u0153hi")).isEqualTo("it's \"hi");
  }

  /// All up to U+20000 and every 97th of the rest, between a capital, a combining mark and a
  /// sigma, so that classes, repair, composition, case and the Unicode version each show.
  @Test
  void clean_agreesWithTheOriginalOnSingleCodePoints() {
    var sha256 = Vocabulary.sha256();
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      boolean surrogate = Character.getType(codePoint) == Character.SURROGATE;
      if (!surrogate && (codePoint <= 0x20000 || codePoint % 97 == 0)) {
        String text = "Ab" + Character.toString(codePoint) + "\u0323Σ";
        sha256.update((TextCleaner.clean(text) + "\n").getBytes(UTF_8));
      }
    }
    assertThat(HexFormat.of().formatHex(sha256.digest()))
        .isEqualTo("126fa2bae237bf3a0779dbd5561b7612f739d0df2137880f8e36aacbd38767ab");
  }
}

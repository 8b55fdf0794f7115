package dev.pictor.clip.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Expected values: ftfy 6.3.1's `fix_encoding`.
class MojibakeRepairTest {
  @ParameterizedTest
  @CsvSource({
    "schÃ¶n, schön",
    "donâ€™t, don’t",
    "âœ” No problems, ✔ No problems",
    "СЃРѕР±Р°РєР°, собака",
    "Ă©tĂ©, été",
    "‚Äôs, ’s",
    "├⌐t├⌐, été",
    "\u00c5\u0082\u00c3\u00b3d\u00c5\u00ba, łódź"
  })
  void repair_findsTheEncodingThatTheBytesWereReadIn(String text, String expected) {
    assertThat(MojibakeRepair.repair(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"\u00c3\u0083\u00c2\u00a9, é", "doesnÃƒÂ¢Ã¢â€šÂ¬Ã¢â€žÂ¢t, doesn’t"})
  void repair_undoesTheMistakeAsOftenAsItWasMade(String text, String expected) {
    assertThat(MojibakeRepair.repair(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "voilÃ le travail, voilà le travail",
    "Ã la mode, à la mode",
    "Ã s duas, às duas",
    "fÃ cil, fà cil"
  })
  void repair_restoresNoBreakSpacesThatBecameSpaces(String text, String expected) {
    assertThat(MojibakeRepair.repair(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "â€œ like this â€\ufffd, “ like this \ufffd",
    "Ã?berraschung Ã¼, \ufffdberraschung ü",
    "Ð¡Ð¾Ð±Ð°Ðº\u001aÐ°, Собак\u001aа"
  })
  void repair_replacesWhatIsLost(String text, String expected) {
    assertThat(MojibakeRepair.repair(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "a dog Ã© in Größe’s, a dog é in Größe’s",
    "HÃ¶henmesser – Ünïcödé Größe, Höhenmesser – Ünïcödé Größe",
    "l’humanitÃ©, l’humanité",
    "—Ã€, —À",
    "Ã  Ω, à  Ω",
    "\u0102\u00a4–\u00f1\u00e6\u0097\u00a5, ä–ñ日"
  })
  void repair_mendsStretchesInOtherText(String text, String expected) {
    assertThat(MojibakeRepair.repair(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"café", "Größe", "Àß", "ÃÃ", "日本語", "собака", "“quoted” – a dash", "50°C", "plain"})
  void repair_leavesTextThatMayBeMeant(String text) {
    assertThat(MojibakeRepair.repair(text)).isEqualTo(text);
  }

  /// In the first a continuation precedes the stretch: it is part of a longer garble. In the second
  /// the dash and its space would be a character in MacRoman.
  @ParameterizedTest
  @CsvSource({"ąÃ¼", "√© – x"})
  void repair_leavesWhatItWouldMakeWorse(String text) {
    assertThat(MojibakeRepair.repair(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"\u0093hi\u0094, “hi”", "café \u0085, café …", "日本\u0085, 日本…"})
  void repair_readsRemainingC1ControlsAsWindows1252(String text, String expected) {
    assertThat(MojibakeRepair.repair(text)).isEqualTo(expected);
  }
}

package dev.pictor.clip.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Expected values: the steps of ftfy 6.3.1, one after the other.
class CharacterRepairTest {
  @ParameterizedTest
  @CsvSource({
    "‘quoted’ ‚low‛, '''quoted'' ''low'''",
    "“double” „low‟, '\"double\" \"low\"'",
    "ŉ, '''n'",
    "ﬁsh ﬂag oﬃce ﬆ, fish flag office st",
    "ĳ Ǆ ǅ, ij DŽ Dž",
    "ＦＵＬＬ　１２, FULL 12",
    "ｶﾀｶﾅ, カタカナ"
  })
  void repair_replacesTypographicVariants(String text, String expected) {
    assertThat(CharacterRepair.repair(text)).isEqualTo(expected);
  }

  @Test
  void repair_readsC1ControlsAsWindows1252AndThenAsQuotes() {
    assertThat(CharacterRepair.repair("\u0080 \u0085 \u0093x\u0094 \u0081"))
        .isEqualTo("\u20ac \u2026 \"x\" \u0081");
  }

  @Test
  void repair_makesAllLineBreaksLineFeeds() {
    assertThat(CharacterRepair.repair("a\r\nb\rc\u2028d\u2029e")).isEqualTo("a\nb\nc\nd\ne");
  }

  @Test
  void repair_replacesLoneSurrogatesButKeepsPairs() {
    assertThat(CharacterRepair.repair("a\ud800 \udfff \ud83d\ude00 \ud83d"))
        .isEqualTo("a\ufffd \ufffd \ud83d\ude00 \ufffd");
  }

  @Test
  void repair_doesNotJoinSurrogatesAcrossWhatItRemoves() {
    assertThat(CharacterRepair.repair("\ud83d\0\ude00")).isEqualTo("\ufffd\ufffd");
  }

  @Test
  void repair_dropsTerminalEscapesWholeAndOtherControlsAlone() {
    assertThat(CharacterRepair.repair("\u001b[1;32mgreen\u001b[0m \u001b[31!"))
        .isEqualTo("green [31!");
    assertThat(CharacterRepair.repair("\0\b\u000b\u000e\u007f\u206a\ufeff\ufff9\ufffcx\t\f\n"))
        .isEqualTo("x\t\f\n");
    assertThat(CharacterRepair.repair("\u200b\u200e\u202e\u00ad"))
        .isEqualTo("\u200b\u200e\u202e\u00ad");
  }

  @Test
  void repair_composes() {
    assertThat(CharacterRepair.repair("e\u0301 \u1100\u1161\u11a8 \u212b")).isEqualTo("é 각 Å");
  }

  @Test
  void repair_composesNothingThatIsNewerThanUnicode14() {
    String kiratRaiVowels = Character.toString(0x16d67).repeat(2);
    assertThat(CharacterRepair.repair(kiratRaiVowels)).isEqualTo(kiratRaiVowels);
  }
}

package dev.pictor.clip.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Expected values: ftfy 6.3.1's `fix_text`.
class TextRepairTest {
  @Test
  void repair_worksLineByLine() {
    assertThat(TextRepair.repair("schÃ¶n\nschön © “x”\nÃ©")).isEqualTo("schön\nschön © \"x\"\né");
  }

  @Test
  void repair_resolvesReferencesUntilTheFirstLineThatLooksLikeHtml() {
    assertThat(TextRepair.repair("&amp;\n<b>&amp;\n&amp;")).isEqualTo("&\n<b>&amp;\n&amp;");
  }

  @Test
  void repair_goesOnUntilNothingChanges() {
    assertThat(TextRepair.repair("&amp;amp;amp;amp;")).isEqualTo("&");
    assertThat(TextRepair.repair("&amp;" + "amp;".repeat(1_000))).isEqualTo("&");
  }

  /// A line longer than a million code points is repaired in pieces of that size.
  @Test
  void repair_cutsHugeLines() {
    String text = "é".repeat(999_999) + "Ã©";
    assertThat(TextRepair.repair(text)).isEqualTo(text);
    assertThat(TextRepair.repair("é".repeat(99_999) + "Ã©")).isEqualTo("é".repeat(100_000));
  }

  @Test
  void repair_leavesPlainTextAsItIs() {
    String text = "a photo of a dog, 12:30\n\t<b>";
    assertThat(TextRepair.repair(text)).isSameAs(text);
  }
}

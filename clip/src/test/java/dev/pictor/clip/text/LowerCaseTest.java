package dev.pictor.clip.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Expected values: Python 3.11's `str.lower`.
class LowerCaseTest {
  @ParameterizedTest
  @CsvSource({
    "ΟΔΥΣΣΕΥΣ ΣΟΦΟΣ, οδυσσευς σοφος",
    "Σ, σ",
    "ΑΣ., ας.",
    "ΑΣ'Α, ασ'α",
    "Α'Σ, α'ς",
    "1Σ, 1σ",
    "AΣ\u0301, aς\u0301",
    "AΣ\u0301B, aσ\u0301b",
    "ʰΣ, ʰσ",
    "\uD801\uDC00Σ, \uD801\uDC28ς"
  })
  void sigma_isFinalAfterACasedAndBeforeNoCasedLetter(String text, String expected) {
    assertThat(LowerCase.of(text)).isEqualTo(expected);
  }

  @Test
  void capitalIWithDot_keepsItsDot() {
    assertThat(LowerCase.of("İ")).isEqualTo("i\u0307");
  }

  @Test
  void of_ignoresTheLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.of("tr"));
      assertThat(LowerCase.of("ISPARTA")).isEqualTo("isparta");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void of_leavesLettersThatAreNewerThanUnicode14() {
    String garayCapitalA = Character.toString(0x10d50);
    assertThat(LowerCase.of(garayCapitalA)).isEqualTo(garayCapitalA);
  }
}

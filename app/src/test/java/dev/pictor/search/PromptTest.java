package dev.pictor.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.clip.text.ClipTokenizer;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromptTest {
  private static final ClipTokenizer TOKENIZER = ClipTokenizer.openAi(77);

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a dog", "😀😀", "日本の庭", "ein Mann\nspringt"})
  void whatFits_isReadAsItIs(String text) {
    assertThat(Prompt.of(text, TOKENIZER::fits)).isEqualTo(new Prompt(text, null));
    assertThat(Prompt.of(text, TOKENIZER::fits).hint(77)).isNull();
  }

  @Test
  void whatIsLonger_endsWithTheLastWordThatFits() {
    String seventyFive = "dog ".repeat(75).strip();
    assertThat(Prompt.of(seventyFive, TOKENIZER::fits).leftOut()).isNull();

    Prompt one = Prompt.of(seventyFive + "  cat", TOKENIZER::fits);
    assertThat(one).isEqualTo(new Prompt(seventyFive, "cat"));
    assertThat(one.hint(77))
        .isEqualTo("The model reads 75 tokens, about a sentence, so this was left out: cat");

    // The last word has several tokens, of which the first would fit.
    String seventyFour = "dog ".repeat(74).strip();
    String word = "antidisestablishmentarianism";
    assertThat(TOKENIZER.encode(word).length).isGreaterThan(4);
    assertThat(Prompt.of(seventyFour + " " + word, TOKENIZER::fits))
        .isEqualTo(new Prompt(seventyFour, word));
  }

  @Test
  void whatHasNoWords_isCutByTheModel() {
    String emoji = "😀".repeat(2_000);
    assertThat(Prompt.of(emoji, TOKENIZER::fits)).isEqualTo(new Prompt(emoji, ""));
    assertThat(Prompt.of(emoji, TOKENIZER::fits).hint(77)).contains("what is behind was left out");
  }

  @Test
  void veryLongText_isToldShort() {
    String hint = Objects.requireNonNull(Prompt.of("dog ".repeat(2_500), TOKENIZER::fits).hint(77));
    assertThat(hint).hasSizeLessThan(200).endsWith("…");
  }
}

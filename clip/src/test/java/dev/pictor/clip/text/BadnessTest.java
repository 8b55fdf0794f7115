package dev.pictor.clip.text;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Expected values: ftfy 6.3.1's `is_bad`.
class BadnessTest {
  /// What stands before and after the pair.
  private static final String[][] CONTEXTS = {{"", ""}, {"a", ""}, {"", "a"}, {" ", "²"}};

  /// Every pair of the characters that the encodings can produce (486 with some ASCII), in four
  /// contexts: 944,784 texts, of which ftfy finds 312,093 bad.
  @Test
  void isBad_agreesWithFtfyOnEveryPairOfCharacters() {
    Set<Character> characters = new TreeSet<>();
    for (SingleByteEncoding encoding : SingleByteEncoding.ALL) {
      for (int b = 0x80; b < 0x100; b++) {
        characters.add(encoding.decode(b));
      }
    }
    "aZ .0_\n".chars().forEach(c -> characters.add((char) c));
    assertThat(characters).hasSize(486);

    var sha256 = Vocabulary.sha256();
    for (String[] context : CONTEXTS) {
      StringBuilder verdicts = new StringBuilder();
      for (char first : characters) {
        for (char second : characters) {
          String text = context[0] + first + second + context[1];
          verdicts.append(Badness.isBad(text) ? '1' : '0');
        }
      }
      sha256.update(verdicts.toString().getBytes(US_ASCII));
    }
    assertThat(HexFormat.of().formatHex(sha256.digest()))
        .isEqualTo("d02386ab42796b920ff379d5d2df1295968a6eac4fd9f76ed800335ed7e4d926");
  }

  @Test
  void isBad_knowsLongerSequences() {
    assertThat(Badness.isBad("ГўВЂВ™s")).isTrue();
    assertThat(Badness.isBad("ГўВЂВ\ns")).isFalse();
    assertThat(Badness.isBad("ØªØ±")).isTrue();
    assertThat(Badness.isBad("РЎР")).isFalse();
    assertThat(Badness.isBad("Р°Р")).isTrue();
    assertThat(Badness.isBad("é”\ud835\udd65")).isTrue();
    assertThat(Badness.isBad("é”\ud83d\ude00")).isFalse();
  }
}

package dev.pictor.clip.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Expected values: ftfy 6.3.1's codec `utf-8-variants`.
class Utf8VariantsTest {
  @Test
  void decode_readsUtf8AndItsVariants() throws CharacterCodingException {
    assertThat(decode("e2 82 ac ed 95 9c f0 9f 98 8d")).isEqualTo("\u20ac\ud55c\ud83d\ude0d");
    assertThat(decode("61 c0 80 62")).isEqualTo("a\0b");
    assertThat(decode("ed a0 bd ed b8 8d")).isEqualTo("\ud83d\ude0d");
  }

  @Test
  void decode_takesAFinalLineFeedForTheMissingByte() throws CharacterCodingException {
    assertThat(decode("c0 0a")).isEqualTo("\0");
    assertThat(decode("ed a0 bd ed b8 0a")).isEqualTo("\ud83d\ude0a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c0",
        "c0 81",
        "c0 0a 61",
        "e2 82",
        "ed a0 bd",
        "ed a0 bd ed b8",
        "ed a0 bd 61 62 63 64",
        "ed b8 8d ed a0 bd",
        "ed a0 bd ed a0 bd",
        "f4 90 80 80",
        "ff"
      })
  void decode_refusesWhatIsNotUtf8(String bytes) {
    assertThatThrownBy(() -> decode(bytes)).isInstanceOf(CharacterCodingException.class);
  }

  private static String decode(String bytes) throws CharacterCodingException {
    return Utf8Variants.decode(HexFormat.ofDelimiter(" ").parseHex(bytes));
  }
}

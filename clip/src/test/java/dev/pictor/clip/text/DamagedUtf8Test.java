package dev.pictor.clip.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Expected values: ftfy 6.3.1's `restore_byte_a0` and `replace_lossy_sequences`.
class DamagedUtf8Test {
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

  @ParameterizedTest
  @CsvSource({
    "e2 20 94, e2 a0 94",
    "e2 80 20, e2 80 a0",
    "e1 20 94, e1 20 94",
    "e1 ba 20, e1 ba a0",
    "e0 a0 20, e0 a0 20",
    "e2 85 20, e2 85 20",
    "f0 20 98 80, f0 a0 98 80",
    "f0 9f 20 80, f0 9f a0 80",
    "f0 9f 98 20, f0 9f 98 a0",
    "f0 20 20 80, f0 20 20 80",
    "c4 20, c4 20",
    "c5 20, c5 a0"
  })
  void restoreNoBreakSpaces_wantsALikelyCharacter(String bytes, String expected) {
    assertThat(restore(bytes)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "c3 20 6c, c3 a0 20 6c",
    "c3 20, c3 a0 20",
    "c3 20 20, c3 a0 20",
    "c3 20 73 20, c3 a0 73 20",
    "c3 20 73, c3 a0 20 73",
    "c3 20 71 75 65 6c 65, c3 a0 71 75 65 6c 65",
    "c3 20 71 75 65 6c, c3 a0 20 71 75 65 6c"
  })
  void restoreNoBreakSpaces_keepsTheSpaceAfterAWordOfItsOwn(String bytes, String expected) {
    assertThat(restore(bytes)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "e2 80 1a, ef bf bd",
    "e2 1a 80, ef bf bd",
    "e2 3f 80, ef bf bd",
    "e2 3f 1a, ef bf bd",
    "e2 3f 3f, e2 3f 3f",
    "c3 1a, ef bf bd",
    "c3 3f, ef bf bd",
    "c4 3f, c4 3f",
    "c4 1a, ef bf bd",
    "41 1a 42, 41 ef bf bd 42",
    "f0 9f 98 3f, ef bf bd",
    "f0 9f 3f 3f, f0 9f 3f 3f",
    "f0 1a 1a 3f, ef bf bd",
    "ed a0 1a ed b8 8d, ef bf bd",
    "ed a0 3f ed b8 3f, ef bf bd",
    "ed a0 bd ed b8 8d, ed a0 bd ed b8 8d",
    "f5 1a 80 80, f5 ef bf bd 80 80",
    "e2 80, e2 80"
  })
  void replaceLossySequences_replacesTheWholeCharacter(String bytes, String expected) {
    assertThat(HEX.formatHex(DamagedUtf8.replaceLossySequences(HEX.parseHex(bytes))))
        .isEqualTo(expected);
  }

  private static String restore(String bytes) {
    return HEX.formatHex(DamagedUtf8.restoreNoBreakSpaces(HEX.parseHex(bytes)));
  }
}

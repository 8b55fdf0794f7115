package dev.pictor.clip.text;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The tables are facts: whoever changes one changes the ids of texts, and must mean it.
class TokenizerTablesTest {
  @ParameterizedTest
  @CsvSource({
    "html-entities.txt, 2231, 0809c1fb9b56569275e7f233a71a16d8b4d33718b9d78eff052f32d62b678fd1",
    "single-byte.txt, 9, e22345b0dc908a656a2a24af2b5389ea385c56664a610c8ef03600fcfdb0d905",
    "unicode.txt, 5, 564daf39f5fd6150cb00d60de7d170c4da3ab9050ec8db55c1e6b9e12bf4809c"
  })
  void table_isAsItWasMade(String name, int lines, String sha256) {
    var table = TextResource.lines(name);
    assertThat(table).hasSize(lines);
    byte[] file = (String.join("\n", table) + "\n").getBytes(US_ASCII);
    assertThat(HexFormat.of().formatHex(Vocabulary.sha256().digest(file))).isEqualTo(sha256);
  }

  @Test
  void notice_namesWhoMadeTheVocabulary() {
    assertThat(TextResource.lines("NOTICE"))
        .anyMatch(line -> line.contains("Copyright (c) 2021 OpenAI"))
        .anyMatch(line -> line.contains("Permission is hereby granted"));
  }
}

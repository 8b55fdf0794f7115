package dev.pictor.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0 bytes",
        "1023 | 1023 bytes",
        "1024 | 1.0 KiB",
        "14746 | 14.4 KiB",
        "346112 | 338 KiB",
        "1048063 | 1,023 KiB",
        "1048064 | 1.0 MiB",
        "353976522 | 338 MiB",
        "1288490189 | 1.2 GiB",
        "5497558138880 | 5.0 TiB",
        "9223372036854775807 | 8,388,608 TiB",
      })
  void text_isShortAndInTheUnitThatFits(long bytes, String text) {
    assertThat(Size.text(bytes)).isEqualTo(text);
  }
}

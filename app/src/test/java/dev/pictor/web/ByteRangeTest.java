package dev.pictor.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 0",
    "bytes=0-99, 0, 99",
    "bytes=10-19, 10, 19",
    "bytes=90-, 90, 99",
    "bytes=90-1000, 90, 99",
    "bytes=-10, 90, 99",
    "bytes=-1000, 0, 99",
    "bytes=5-99999999999999999999999, 5, 99"
  })
  void oneRange_isThatPartOfTheFile(String header, long first, long last) {
    assertThat(ByteRange.of(header, 100)).hasValue(new ByteRange(first, last));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=0-1,5-6",
        "bytes=6-5",
        "bytes=a-b",
        "bytes=0 - 1",
        "items=0-1",
        "bytes=--1",
        "bytes=1-2-3",
        "bytes=+1-2"
      })
  void otherHeaders_askForTheWholeFile(String header) {
    assertThat(ByteRange.of(header, 100)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"bytes=100-", "bytes=100-200", "bytes=-0", "bytes=99999999999999999999999-"})
  void bytesThatThereAreNot_areRefused(String header) {
    assertThatThrownBy(() -> ByteRange.of(header, 100))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(416));
  }

  @Test
  void length_countsBothEnds() {
    assertThat(new ByteRange(10, 19).length()).isEqualTo(10);
    assertThat(new ByteRange(10, 19).of(100)).isEqualTo("bytes 10-19/100");
  }
}

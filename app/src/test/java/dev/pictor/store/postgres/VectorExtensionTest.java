package dev.pictor.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.store.StoreException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VectorExtensionTest {
  private static final DatabaseUrl URL = DatabaseUrl.parse("postgres://bob:s3cret@host/db");

  @ParameterizedTest
  @ValueSource(strings = {"0.7.4", "0.5.0", "0.7.99", "unreadable"})
  void requireSupported_refusesOldVersionsAndSaysWhatToRun(String version) {
    assertThatThrownBy(() -> new VectorExtension(version, "public").requireSupported(URL))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(version)
        .hasMessageContaining("0.8.0")
        .hasMessageContaining("ALTER EXTENSION vector UPDATE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.8.0", "0.8.4", "0.10.0", "1.0", "0.8.1-dev"})
  void requireSupported_takesNewOnes(String version) {
    assertThatCode(() -> new VectorExtension(version, "public").requireSupported(URL))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "0.8.0, false, true",
    "0.8.1, false, true",
    "0.8.2, true, true",
    "0.8.3, true, true",
    "0.8.4, true, false",
    "0.8.10, true, false",
    "0.9.0, true, false"
  })
  void advice_isGivenForVersionsWithKnownDefects(
      String version, boolean buildsSafelyInParallel, boolean hasAdvice) {
    VectorExtension extension = new VectorExtension(version, "public");

    assertThat(extension.buildsSafelyInParallel()).isEqualTo(buildsSafelyInParallel);
    assertThat(extension.advice().isPresent()).isEqualTo(hasAdvice);
  }
}

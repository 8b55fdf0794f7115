package dev.pictor.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureMetadataTest {
  @Test
  void text_isOneCleanLine() {
    assertThat(MetadataText.clean(" a\n\tb\u0000 \u202Ec\uD83D ", 20)).isEqualTo("a b c");
    assertThat(MetadataText.clean("u\u0308ber", 20)).isEqualTo("\u00fcber");
    assertThat(MetadataText.clean("ab\uD83D\uDE00", 3)).isEqualTo("ab");
    assertThat(MetadataText.clean("\u00a0\u2003\n", 20)).isNull();
  }

  @Test
  void folded_isTheSameWhateverTheCase() {
    for (List<String> same :
        List.of(
            List.of("Straße", "STRASSE"),
            List.of("ΑΣ ΟΔΟΣ", "ας οδος"),
            List.of("u\u0308ber", "\u00dcBER"))) {
      assertThat(same.stream().map(MetadataText::folded).distinct()).as("%s", same).hasSize(1);
    }
  }

  @Test
  void keywords_areCleanedAndKeptOnce() {
    PictureMetadata metadata =
        new PictureMetadata(
            null,
            " ",
            null,
            new Exposure(-1.0, Double.NaN, 0, Double.POSITIVE_INFINITY),
            null,
            0,
            null,
            List.of("Sea", "SEA", " ", "s\u0000ea", "sand"),
            6);

    assertThat(metadata.keywords()).containsExactly("Sea", "sand");
    assertThat(metadata.camera()).isNull();
    assertThat(metadata.exposure()).isEqualTo(Exposure.UNKNOWN);
    assertThat(metadata.orientation()).isNull();
    assertThat(metadata.rating()).isNull();
  }

  @Test
  void distance_isAlongTheSurface() {
    GeoPoint berlin = new GeoPoint(52.520, 13.405);

    assertThat(berlin.metresTo(new GeoPoint(48.857, 2.352))).isCloseTo(877_500, within(1_000.0));
    assertThat(new GeoPoint(0, 179.5).metresTo(new GeoPoint(0, -179.5)))
        .isCloseTo(111_195, within(1.0));
    assertThat(new GeoPoint(0, 0).metresTo(new GeoPoint(0, 180)))
        .isCloseTo(Math.PI * GeoPoint.EARTH_RADIUS_METRES, within(0.001));
    assertThat(berlin.metresTo(berlin)).isZero();
  }

  @Test
  void timeOfAFile_isInUtc() {
    assertThat(TakenAt.ofFile(1_714_559_400_123L).orElseThrow().local())
        .isEqualTo(LocalDateTime.parse("2024-05-01T10:30:00.123"));
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -62_135_596_800_001L, 253_402_300_800_000L, Long.MAX_VALUE})
  void timeOfAFile_thatCannotBeIsNone(long millis) {
    assertThat(TakenAt.ofFile(millis)).isEmpty();
  }
}

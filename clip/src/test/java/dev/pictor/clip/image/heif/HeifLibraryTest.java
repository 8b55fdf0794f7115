package dev.pictor.clip.image.heif;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pictor.clip.MissingDecoderException;
import org.junit.jupiter.api.Test;

/// What is said where the library, or a part of it, is not there.
final class HeifLibraryTest {
  @Test
  void library_thatIsMissingIsNamed() {
    assertThatExceptionOfType(MissingDecoderException.class)
        .isThrownBy(() -> Heif.required(Heif.load("libheif-that-is-nowhere.so.1")))
        .withMessage(
            "HEIC and AVIF pictures need libheif 1.13 or later (Debian: apt install libheif1)");
  }

  /// libheif knows AVC by number and has no decoder for it.
  @Test
  void decoder_thatIsMissingIsNamed() {
    assumeTrue(Heif.isInstalled(), "libheif1 is not installed");
    Heif heif = Heif.required(Heif.load(Heif.LIBRARY));
    HeifCodec avc = new HeifCodec("AVCI", "avc1", "avcC", 2, "libheif-plugin-avc");
    assertThatExceptionOfType(MissingDecoderException.class)
        .isThrownBy(() -> heif.requireDecoder(avc))
        .withMessage(
            "the installed libheif has no decoder for AVCI pictures"
                + " (Debian: apt install libheif-plugin-avc)");
    assertThatNoException().isThrownBy(() -> heif.requireDecoder(HeifCodec.HEVC));
    assertThatNoException().isThrownBy(() -> heif.requireDecoder(HeifCodec.AV1));
  }
}

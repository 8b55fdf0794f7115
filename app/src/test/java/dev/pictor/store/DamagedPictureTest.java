package dev.pictor.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DamagedPictureTest {
  private static final ModelIdentity MODEL = Samples.model("model", 'a', 64);

  @Test
  void vector_hasTheRightDimensionAndNorm() {
    assertThat(DamagedPicture.vectorFault(MODEL, 64, 1.00009)).isEmpty();
    assertThat(DamagedPicture.vectorFault(MODEL, 64, 0.99991)).isEmpty();
    assertThat(DamagedPicture.vectorFault(MODEL, 32, 1)).contains("dimension 32, not 64");
    assertThat(DamagedPicture.vectorFault(MODEL, 64, 0)).contains("norm 0.0, not 1");
    assertThat(DamagedPicture.vectorFault(MODEL, 64, 1.001)).contains("norm 1.001, not 1");
    assertThat(DamagedPicture.vectorFault(MODEL, 64, Double.NaN)).contains("norm NaN, not 1");
  }

  @Test
  void thumbnail_beginsAndEndsAsJpegsDo() {
    byte[] begin = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
    byte[] end = {(byte) 0xff, (byte) 0xd9};

    assertThat(DamagedPicture.thumbnailFault(begin, end)).isEmpty();
    assertThat(DamagedPicture.thumbnailFault(new byte[3], end)).contains("not a JPEG");
    assertThat(DamagedPicture.thumbnailFault(new byte[0], new byte[0])).contains("not a JPEG");
    assertThat(DamagedPicture.thumbnailFault(begin, new byte[2])).contains("breaks off");
  }
}

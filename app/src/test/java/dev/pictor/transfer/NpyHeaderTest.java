package dev.pictor.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NpyHeaderTest {
  /// What `np.save` of NumPy 2.4 writes for an array of this shape.
  private static final String BY_NUMPY =
      "\u0093NUMPY\u0001\0v\0{'descr': '<f4', 'fortran_order': False, 'shape': (12, 512), }";

  @Test
  void header_isThatOfNumPy() {
    byte[] header = new NpyHeader(12, 512).bytes().array();

    String text = new String(header, StandardCharsets.ISO_8859_1);
    assertThat(text).startsWith(BY_NUMPY).endsWith(" \n").hasSize(128);
    assertThat(text.substring(BY_NUMPY.length(), 127)).isBlank();
  }

  @Test
  void header_hasOneLengthWhateverTheShape() {
    for (NpyHeader header :
        new NpyHeader[] {
          new NpyHeader(0, 1), new NpyHeader(999_999_999_999_999_999L, 999_999_999)
        }) {
      byte[] bytes = header.bytes().array();
      assertThat(bytes).hasSize(NpyHeader.LENGTH);
      assertThat(NpyHeader.parse(bytes)).contains(header);
    }
  }
}

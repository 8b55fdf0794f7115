package dev.pictor.clip.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class UnpicklerTest {
  private static final int LONG1 = 0x8a;

  /// All opcodes that are interpreted.
  private static final int[] OPCODES = {
    'c', 0x93, 'i', 'q', 'r', 0x94, 'h', 'j', 'N', 0x88, 0x89, 'J', 'K', 'M', LONG1, 'G', 'X', 'S',
    0x8c, '(', ')', 't', 0x85, 0x86, 0x87, ']', 'a', 'e', '}', 's', 'u', 'Q', 'R', 0x81, 'b'
  };

  @Test
  void numbers_keepTheirSign() throws MalformedFileException {
    assertThat(number(LONG1, 0)).isZero();
    assertThat(number(LONG1, 1, 0xff)).isEqualTo(-1);
    assertThat(number(LONG1, 2, 0x00, 0x80)).isEqualTo(-32_768);
    assertThat(number(LONG1, 3, 0xff, 0xff, 0x00)).isEqualTo(65_535);
    assertThat(number(LONG1, 8, 0, 0, 0, 0, 0, 0, 0, 0x40)).isEqualTo(1L << 62);
    assertThat(number('J', 0xfe, 0xff, 0xff, 0xff)).isEqualTo(-2);
    assertThat(number('M', 0xff, 0xff)).isEqualTo(65_535);
    assertThat(number('K', 0xff)).isEqualTo(255);
  }

  @Test
  void numberTooLong_isRefused() {
    assertThatThrownBy(() -> number(LONG1, 9, 1, 0, 0, 0, 0, 0, 0, 0, 0))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("9 bytes");
  }

  @Test
  @Timeout(300)
  void randomOpcodes_areReadOrRefused() {
    int rounds = Boolean.getBoolean("pictor.long") ? 1_000_000 : 50_000;
    Random random = new Random(20_263);
    int read = 0;
    for (int round = 0; round < rounds; round++) {
      ByteArrayOutputStream pickle = new ByteArrayOutputStream();
      for (int i = random.nextInt(30); i >= 0; i--) {
        pickle.write(
            random.nextInt(10) == 0
                ? random.nextInt(256)
                : OPCODES[random.nextInt(OPCODES.length)]);
      }
      pickle.write('.');
      try {
        Unpickler.read(pickle.toByteArray());
        read++;
      } catch (MalformedFileException e) {
        assertThat(e.getMessage()).startsWith("its pickle");
      }
    }
    assertThat(read).isBetween(100, rounds * 4 / 5);
  }

  private static long number(int... bytes) throws MalformedFileException {
    byte[] pickle = new byte[bytes.length + 1];
    for (int i = 0; i < bytes.length; i++) {
      pickle[i] = (byte) bytes[i];
    }
    pickle[bytes.length] = '.';
    if (!(Unpickler.read(pickle) instanceof Pickled.Int(long value))) {
      throw new AssertionError("no number");
    }
    return value;
  }
}

package dev.pictor.clip.support;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Changes bytes at random, always the same way for the same seed.
public final class Mutator {
  private static final byte[] DIGITS = {'0', '1', '8', '9', '-', '.'};

  /// What is put in place of a digit of a text.
  private static final List<String> VALUES =
      List.of("2147483648", "4294967296", "9223372036854775807", "-1", "1e400", "null", "[]", "{}");

  private final Random random;

  public Mutator(long seed) {
    random = new Random(seed);
  }

  /// @return the bytes with one to three changes, at times cut or with a piece twice
  public byte[] mutate(byte[] sound) {
    byte[] changed = sound.clone();
    for (int i = random.nextInt(3); i >= 0 && changed.length > 1; i--) {
      changed = change(changed);
    }
    return changed;
  }

  private byte[] change(byte[] bytes) {
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(10)) {
      case 0, 1 -> bytes[at] = (byte) random.nextInt(256);
      case 2 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 3 -> changeNumber(bytes, at);
      case 4, 7, 8 -> {
        int digit = nextDigit(bytes, at);
        String value = VALUES.get(random.nextInt(VALUES.size()));
        return splice(bytes, digit, digit + 1, value.getBytes(StandardCharsets.US_ASCII));
      }
      case 5 -> {
        return splice(bytes, at, at + random.nextInt(20), new byte[0]);
      }
      case 6 -> {
        int end = Math.min(bytes.length, at + random.nextInt(20));
        return splice(bytes, random.nextInt(bytes.length), 0, Arrays.copyOfRange(bytes, at, end));
      }
      default -> {
        return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, at) : bytes;
      }
    }
    return bytes;
  }

  /// The next digit of a text becomes another, so that the text keeps its form.
  private void changeNumber(byte[] bytes, int from) {
    bytes[nextDigit(bytes, from)] = DIGITS[random.nextInt(DIGITS.length)];
  }

  private static int nextDigit(byte[] bytes, int from) {
    for (int i = from; i < Math.min(bytes.length, from + 100); i++) {
      if (bytes[i] >= '0' && bytes[i] <= '9') {
        return i;
      }
    }
    return from;
  }

  /// @param end of what is left out, exclusive; nothing where it is before `start`
  private static byte[] splice(byte[] bytes, int start, int end, byte[] inserted) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, start);
    out.writeBytes(inserted);
    int rest = Math.min(bytes.length, Math.max(start, end));
    out.write(bytes, rest, bytes.length - rest);
    return out.toByteArray();
  }
}

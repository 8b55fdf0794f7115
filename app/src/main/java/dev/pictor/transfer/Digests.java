package dev.pictor.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.BooleanSupplier;

/// SHA-256 of files.
final class Digests {
  private static final int AT_ONCE = 1 << 20;

  private Digests() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java has SHA-256", e);
    }
  }

  /// Lower-case hex digits.
  static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  /// Of a whole file.
  static String of(Path file, BooleanSupplier stopRequested) throws IOException {
    MessageDigest digest = sha256();
    update(digest, file, Long.MAX_VALUE, stopRequested);
    return hex(digest);
  }

  /// Takes the beginning of a file.
  ///
  /// @param length the most to take
  static void update(MessageDigest digest, Path file, long length, BooleanSupplier stopRequested)
      throws IOException {
    byte[] buffer = new byte[AT_ONCE];
    try (InputStream input = Files.newInputStream(file)) {
      long left = length;
      while (left > 0) {
        Stopped.check(stopRequested);
        int read = input.readNBytes(buffer, 0, (int) Math.min(left, buffer.length));
        if (read == 0) {
          return;
        }
        digest.update(buffer, 0, read);
        left -= read;
      }
    }
  }
}

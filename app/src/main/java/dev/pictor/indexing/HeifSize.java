package dev.pictor.indexing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// How many pixels a HEIC or AVIF file declares. ImageIO knows neither format.
final class HeifSize {
  /// What describes the pictures comes before them, and is seldom longer.
  private static final int HEAD_BYTES = 1 << 16;

  private static final long MAX_PIXELS = 200_000_000;

  private HeifSize() {}

  /// @return those of the largest picture in it, 0 if none is declared; larger ones are refused
  ///     before they are decoded
  static long pixels(Path file) throws IOException {
    byte[] head;
    try (InputStream input = Files.newInputStream(file)) {
      head = input.readNBytes(HEAD_BYTES);
    }
    String text = new String(head, StandardCharsets.ISO_8859_1);
    if (!text.startsWith("ftyp", 4)) {
      return 0;
    }
    ByteBuffer bytes = ByteBuffer.wrap(head);
    long largest = 0;
    for (int at = text.indexOf("ispe"); at >= 0; at = text.indexOf("ispe", at + 1)) {
      if (at + 16 <= head.length) {
        long width = Integer.toUnsignedLong(bytes.getInt(at + 8));
        long height = Integer.toUnsignedLong(bytes.getInt(at + 12));
        // Either may be 4 billion, which is refused all the same.
        if (width <= MAX_PIXELS && height <= MAX_PIXELS && width * height <= MAX_PIXELS) {
          largest = Math.max(largest, width * height);
        }
      }
    }
    return largest;
  }
}

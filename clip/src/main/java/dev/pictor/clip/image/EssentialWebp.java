package dev.pictor.clip.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/// A WebP of which only the chunks that make its first picture are left, one of each kind.
final class EssentialWebp {
  private static final Set<String> CHUNKS =
      Set.of("VP8X", "ICCP", "ANIM", "ANMF", "ALPH", "VP8 ", "VP8L");

  private EssentialWebp() {}

  /// Whether its last chunk, which is what a reader may run out of, is a lossless picture.
  static boolean isLossless(byte[] essential) {
    ByteBuffer bytes = ByteBuffer.wrap(essential).order(ByteOrder.LITTLE_ENDIAN);
    boolean lossless = false;
    for (long at = 12; at + 8 <= essential.length; ) {
      lossless = ImageFormat.startsWith(essential, (int) at, 'V', 'P', '8', 'L');
      boolean frame = ImageFormat.startsWith(essential, (int) at, 'A', 'N', 'M', 'F');
      long length = bytes.getInt((int) at + 4) & 0xFFFFFFFFL;
      at += frame ? 24 : 8 + length + (length & 1);
    }
    return lossless;
  }

  static byte[] of(byte[] content) {
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    ByteArrayOutputStream kept = new ByteArrayOutputStream(content.length);
    kept.write(content, 0, 12);
    Set<String> seen = new HashSet<>();
    int at = 12;
    while (at + 8 <= content.length) {
      String name = new String(content, at, 4, StandardCharsets.ISO_8859_1);
      long length = bytes.getInt(at + 4) & 0xFFFFFFFFL;
      int end = (int) Math.min(content.length, at + 8 + length + (length & 1));
      if (CHUNKS.contains(name) && seen.add(name)) {
        kept.write(content, at, end - at);
      }
      at = end;
    }
    byte[] essential = kept.toByteArray();
    ByteBuffer.wrap(essential).order(ByteOrder.LITTLE_ENDIAN).putInt(4, essential.length - 8);
    return essential;
  }
}

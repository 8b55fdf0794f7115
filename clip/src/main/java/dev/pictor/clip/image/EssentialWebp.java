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

package dev.pictor.clip.text;

import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/// Undoes *mojibake*: UTF-8 that somebody read as a single-byte encoding (`schÃ¶n` for `schön`).
///
/// Does what `fix_encoding` of ftfy 6.3.1 does
/// (<https://ftfy.readthedocs.io/en/latest/fixes.html>): text that looks wrong ([Badness]) is
/// turned back into bytes by the first encoding that can and whose bytes are UTF-8; failing that,
/// wrong stretches are mended one by one ([EmbeddedMojibake]); failing that, C1 controls are read
/// as Windows-1252. Repeated until nothing changes, because the mistake is often made twice.
final class MojibakeRepair {
  private MojibakeRepair() {}

  static String repair(String text) {
    String current = text;
    while (true) {
      String repaired = repairOnce(current);
      if (repaired.equals(current)) {
        return repaired;
      }
      current = repaired;
    }
  }

  private static String repairOnce(String text) {
    if (isAscii(text) || !Badness.isBad(text)) {
      return text;
    }
    for (SingleByteEncoding encoding : SingleByteEncoding.ALL) {
      byte[] bytes = encoding.encode(text);
      String decoded = bytes == null ? null : readAsUtf8(encoding, bytes);
      if (decoded != null) {
        return decoded;
      }
    }
    String mended = EmbeddedMojibake.repair(text);
    if (!mended.equals(text)) {
      return mended;
    }
    return readControlsAsWindows1252(text);
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  private static @Nullable String readAsUtf8(SingleByteEncoding encoding, byte[] encoded) {
    byte[] bytes = encoded;
    // In MacRoman the bytes would be those of an en dash and a space, which are common.
    if (encoding != SingleByteEncoding.MAC_ROMAN) {
      bytes = DamagedUtf8.restoreNoBreakSpaces(bytes);
    }
    if (encoding.isSloppy()) {
      bytes = DamagedUtf8.replaceLossySequences(bytes);
    }
    try {
      return Utf8Variants.decode(bytes);
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /// The last resort: nobody means C1 controls, so they are read as what Windows-1252 has there
  /// (the five that it leaves undefined stay).
  private static String readControlsAsWindows1252(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(c >= 0x80 && c <= 0x9f ? SingleByteEncoding.WINDOWS_1252.decode(c) : c);
    }
    return out.toString();
  }
}

package dev.pictor.clip.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A single-byte character encoding that extends ASCII, as Python's codecs and ftfy define them.
///
/// A *sloppy* one, after ftfy's `bad_codecs.sloppy`, has no holes: a byte that the encoding leaves
/// undefined means the control character of the same number, and the byte 1A means U+FFFD. The
/// tables are data of our own jar because the JDK's charsets differ in those places and some are
/// missing from a small runtime image.
final class SingleByteEncoding {
  private static final byte SUBSTITUTE = 0x1a;
  private static final char REPLACEMENT = '\ufffd';

  static final SingleByteEncoding LATIN_1 = new SingleByteEncoding("latin-1", latin1(), false);
  static final SingleByteEncoding WINDOWS_1252;
  static final SingleByteEncoding MAC_ROMAN;

  /// All of them, in the order in which text repair tries them.
  static final List<SingleByteEncoding> ALL;

  static {
    List<SingleByteEncoding> tables =
        TextResource.lines("single-byte.txt").stream().map(SingleByteEncoding::parse).toList();
    WINDOWS_1252 = byName(tables, "windows-1252");
    MAC_ROMAN = byName(tables, "macroman");
    ALL = Stream.concat(Stream.of(LATIN_1), tables.stream()).toList();
  }

  private final String name;
  private final char[] decoded;
  private final boolean sloppy;
  private final Map<Character, Byte> encoded = new HashMap<>();

  /// @param upperHalf what the bytes 80 to FF mean
  private SingleByteEncoding(String name, char[] upperHalf, boolean sloppy) {
    this.name = name;
    this.sloppy = sloppy;
    decoded = new char[256];
    for (int b = 0; b < 256; b++) {
      decoded[b] = b < 0x80 ? (char) b : upperHalf[b - 0x80];
    }
    if (sloppy) {
      decoded[SUBSTITUTE] = REPLACEMENT;
    }
    for (int b = 0; b < 256; b++) {
      encoded.put(decoded[b], (byte) b);
    }
  }

  private static SingleByteEncoding byName(List<SingleByteEncoding> tables, String name) {
    return tables.stream().filter(table -> table.name.equals(name)).findFirst().orElseThrow();
  }

  private static char[] latin1() {
    char[] upperHalf = new char[128];
    for (int i = 0; i < 128; i++) {
      upperHalf[i] = (char) (0x80 + i);
    }
    return upperHalf;
  }

  /// @param line `name sloppy|strict` and 128 code points in hexadecimal
  private static SingleByteEncoding parse(String line) {
    String[] parts = line.split(" ");
    char[] upperHalf = new char[128];
    for (int i = 0; i < 128; i++) {
      upperHalf[i] = (char) Integer.parseInt(parts[i + 2], 16);
    }
    return new SingleByteEncoding(parts[0], upperHalf, parts[1].equals("sloppy"));
  }

  /// Whether the byte 1A stands for a character that was lost.
  boolean isSloppy() {
    return sloppy;
  }

  /// Whether it belongs to the family in which the bytes from A0 on are mostly the letters and
  /// signs that Latin-1 or its sisters for other alphabets have there.
  boolean resemblesLatin1() {
    return sloppy || this == LATIN_1;
  }

  char decode(int unsignedByte) {
    return decoded[unsignedByte];
  }

  /// @return one byte for each character, null if the encoding lacks one of them
  byte @Nullable [] encode(String text) {
    byte[] bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      char c = text.charAt(i);
      if (c < 0x80 && c != SUBSTITUTE) {
        bytes[i] = (byte) c;
        continue;
      }
      Byte b = encoded.get(c);
      if (b == null) {
        return null;
      }
      bytes[i] = b;
    }
    return bytes;
  }
}

package dev.pictor.clip.text;

/// How the original's `bytes_to_unicode` writes bytes: those that are visible in Latin-1 as
/// themselves, all others, in their order, as the characters from U+0100 on.
final class ByteSpelling {
  private static final String[] SPELLINGS = spellings();

  private ByteSpelling() {}

  /// @param b 0 to 255
  static String of(int b) {
    return SPELLINGS[b];
  }

  static boolean isPrintable(int b) {
    return (b >= '!' && b <= '~') || (b >= 0xa1 && b != 0xad);
  }

  private static String[] spellings() {
    String[] spellings = new String[256];
    int next = 0x100;
    for (int b = 0; b < spellings.length; b++) {
      spellings[b] = Character.toString(isPrintable(b) ? b : next++);
    }
    return spellings;
  }
}

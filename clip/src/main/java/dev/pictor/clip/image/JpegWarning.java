package dev.pictor.clip.image;

import org.jspecify.annotations.Nullable;

/// What is missing in a JPEG that could be decoded.
///
/// Both decoders are libjpeg's, so both say it in the same words; most of what they say harms
/// nothing.
final class JpegWarning {
  private static final int MARKER = 0xFF;
  private static final int END_OF_IMAGE = 0xD9;

  private JpegWarning() {}

  /// @param heard the decoder's own warning
  /// @return for people; null if nothing is missing
  static @Nullable String of(byte[] content, JpegHeader header, @Nullable String heard) {
    if (!ends(content, header.scan())) {
      return "the file breaks off; its picture is decoded as far as it goes";
    }
    return heard != null && isDamage(heard)
        ? "the file is damaged; its picture is decoded as far as it goes"
        : null;
  }

  /// Whether pixels are lost, and not only bytes between markers.
  static boolean isDamage(String warning) {
    return warning.startsWith("Premature end")
        || (warning.startsWith("Corrupt JPEG data") && !warning.contains("extraneous"));
  }

  /// Whether the picture is closed by its end marker, which cannot occur within its data. It is
  /// nearly always last.
  private static boolean ends(byte[] content, int scan) {
    for (int at = content.length - 2; at >= scan; at--) {
      if ((content[at] & 0xFF) == MARKER && (content[at + 1] & 0xFF) == END_OF_IMAGE) {
        return true;
      }
    }
    return false;
  }
}

package dev.pictor.web;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The kinds of file that are served, told by their first bytes and by nothing else.
enum PictureType {
  JPEG("image/jpeg", true),
  PNG("image/png", true),
  GIF("image/gif", true),
  WEBP("image/webp", true),
  BMP("image/bmp", true),
  /// No usual browser shows it: offered as a download.
  TIFF("image/tiff", false),
  /// Of the usual browsers only Safari shows it.
  HEIC("image/heic", false),
  AVIF("image/avif", true);

  /// So many bytes tell.
  static final int HEAD_BYTES = 64;

  private final String contentType;
  private final boolean shownByBrowsers;

  PictureType(String contentType, boolean shownByBrowsers) {
    this.contentType = contentType;
    this.shownByBrowsers = shownByBrowsers;
  }

  String contentType() {
    return contentType;
  }

  boolean shownByBrowsers() {
    return shownByBrowsers;
  }

  /// @param head the first [#HEAD_BYTES] of a file, or all it has
  static Optional<PictureType> of(byte[] head) {
    String start = new String(head, StandardCharsets.ISO_8859_1);
    if (start.startsWith("\u00ff\u00d8\u00ff")) {
      return Optional.of(JPEG);
    }
    if (start.startsWith("\u0089PNG\r\n\u001a\n")) {
      return Optional.of(PNG);
    }
    if (start.startsWith("GIF87a") || start.startsWith("GIF89a")) {
      return Optional.of(GIF);
    }
    if (start.startsWith("RIFF") && start.startsWith("WEBP", 8)) {
      return Optional.of(WEBP);
    }
    if (start.startsWith("BM") && start.startsWith("\0\0\0\0", 6)) {
      return Optional.of(BMP);
    }
    if (start.startsWith("II*\0") || start.startsWith("MM\0*")) {
      return Optional.of(TIFF);
    }
    return start.startsWith("ftyp", 4) ? ofBrands(start) : Optional.empty();
  }

  /// The first brand that names a codec; `mif1` and the like do not.
  private static Optional<PictureType> ofBrands(String start) {
    int end = Math.min(start.charAt(2) == 0 ? start.charAt(3) : HEAD_BYTES, start.length());
    boolean named = false;
    for (int at = 8; at + 4 <= end; at += at == 8 ? 8 : 4) {
      switch (start.substring(at, at + 4)) {
        case "avif", "avis" -> {
          return Optional.of(AVIF);
        }
        case "heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs" -> {
          return Optional.of(HEIC);
        }
        case "mif1", "mif2", "msf1", "miaf" -> named = true;
        default -> {
          if (!named) {
            return Optional.empty();
          }
        }
      }
    }
    return named ? Optional.of(HEIC) : Optional.empty();
  }
}

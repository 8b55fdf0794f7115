package dev.pictor.web;

import dev.pictor.clip.image.ImageFormat;
import java.util.Optional;
import java.util.Set;

/// The kinds of file that are served, told by their first bytes and by nothing else.
///
/// @param format as collections record it: `jpeg`
record PictureType(String format) {
  static final PictureType JPEG = new PictureType("jpeg");

  /// No usual browser shows TIFF, and of them only Safari HEIC: offered as downloads.
  private static final Set<String> NOT_SHOWN = Set.of("tiff", "heic");

  /// @param head the first [ImageFormat#HEAD_BYTES] of a file, or all it has
  static Optional<PictureType> of(byte[] head) {
    return Optional.ofNullable(ImageFormat.of(head)).map(format -> new PictureType(format.label()));
  }

  String contentType() {
    return "image/" + format;
  }

  boolean shownByBrowsers() {
    return !NOT_SHOWN.contains(format);
  }
}

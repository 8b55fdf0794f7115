package dev.pictor.clip.image;

import dev.pictor.clip.UnreadableImageException;
import java.io.ByteArrayOutputStream;

/// A JPEG without what makes no pixels. Readers look at all of it, and few kilobytes of EXIF can be
/// made to take them minutes.
final class EssentialJpeg {
  /// The usual number of scans is 10; libjpeg-turbo's own limit for untrusted files is 500.
  static final int MAX_SCANS = 100;

  /// Each scan may visit every pixel: this is 20 scans of the largest picture.
  static final long MAX_SCANNED_PIXELS = 20 * ImageDecoder.MAX_PIXELS;

  /// Of tables and the like. A few are usual.
  private static final int MAX_SEGMENTS = 1000;

  private static final int START_OF_SCAN = 0xDA;

  private EssentialJpeg() {}

  /// Without comments and application segments but those that tell how colours are coded.
  static byte[] of(byte[] content) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream(content.length);
    kept.write(content, 0, 2);
    int count = 0;
    JpegSegments segments = new JpegSegments(content);
    while (segments.next()) {
      int marker = segments.marker();
      if (marker == 0xE0 || marker == 0xEE || (marker < 0xE0 || marker > 0xEF) && marker != 0xFE) {
        count++;
        if (count > MAX_SEGMENTS) {
          throw new UnreadableImageException(
              "the JPEG has more than %,d segments before its first scan".formatted(MAX_SEGMENTS));
        }
        kept.write(content, segments.start(), segments.end() - segments.start());
      }
    }
    kept.write(content, segments.position(), content.length - segments.position());
    return kept.toByteArray();
  }

  /// A scan of a few bytes can refine the whole picture, so a small file could take hours.
  ///
  /// @throws UnreadableImageException if there are too many
  static void checkScans(byte[] content, JpegHeader header) {
    int scan = header.scan();
    if (header.sequential()
        && scan + 4 < content.length
        && (content[scan + 4] & 0xFF) == header.components()) {
      return; // all of the picture in one scan
    }
    int scans = 0;
    for (int at = scan; at + 1 < content.length; at++) {
      if (content[at] == (byte) 0xFF && (content[at + 1] & 0xFF) == START_OF_SCAN) {
        scans++;
      }
    }
    long pixels = (long) header.width() * header.height();
    if (scans > MAX_SCANS || scans * pixels > MAX_SCANNED_PIXELS) {
      throw new UnreadableImageException(
          "the JPEG has %,d scans of %,d x %,d pixels; at most %,d scans and %,d pixels in all are decoded"
              .formatted(scans, header.width(), header.height(), MAX_SCANS, MAX_SCANNED_PIXELS));
    }
  }
}

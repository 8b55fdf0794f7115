package dev.pictor.clip.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The EXIF orientation of a file of any format that can carry one.
///
/// Only this one number is looked for. What else metadata hold is hostile ground: a few kilobytes
/// of them, read with all that they point to, can take minutes and gigabytes.
final class EmbeddedOrientation {
  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);

  private EmbeddedOrientation() {}

  /// Broken metadata says nothing: the pixels are then taken as they are.
  static Orientation of(ImageFormat format, byte[] content) {
    Orientation found =
        switch (format) {
          case JPEG -> ofJpeg(content);
          case PNG -> ofPng(content);
          case TIFF -> ofExif(content, 0, content.length);
          case WEBP -> ofWebp(content);
          // libheif has turned these: their container says how, and EXIF only repeats it.
          case HEIC, AVIF -> null;
          case GIF, BMP -> null;
        };
    return found == null ? Orientation.UPRIGHT : found;
  }

  private static @Nullable Orientation ofJpeg(byte[] content) {
    for (JpegSegments segments = new JpegSegments(content); segments.next(); ) {
      if (segments.marker() == 0xE1) {
        Orientation found = ofExif(content, segments.body(), segments.end());
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static @Nullable Orientation ofPng(byte[] content) {
    ByteBuffer bytes = ByteBuffer.wrap(content);
    int at = 8;
    while (at + 12 <= content.length) {
      int length = bytes.getInt(at);
      if (length < 0 || length > content.length - at - 12) {
        return null;
      }
      if (ImageFormat.startsWith(content, at + 4, 'e', 'X', 'I', 'f')) {
        return ofExif(content, at + 8, at + 8 + length);
      }
      at += 12 + length;
    }
    return null;
  }

  private static @Nullable Orientation ofWebp(byte[] content) {
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    int at = 12;
    while (at + 8 <= content.length) {
      int length = bytes.getInt(at + 4);
      if (length < 0 || length > content.length - at - 8) {
        return null;
      }
      if (ImageFormat.startsWith(content, at, 'E', 'X', 'I', 'F')) {
        return ofExif(content, at + 8, at + 8 + length);
      }
      at += 8 + length + (length & 1);
    }
    return null;
  }

  /// With or without the name that begins it in JPEGs: some programs write it elsewhere too.
  private static @Nullable Orientation ofExif(byte[] content, int from, int end) {
    boolean named =
        end - from >= EXIF.length
            && Arrays.equals(content, from, from + EXIF.length, EXIF, 0, EXIF.length);
    TiffDirectory directory = TiffDirectory.of(content, named ? from + EXIF.length : from, end);
    return directory == null ? null : directory.orientation();
  }
}

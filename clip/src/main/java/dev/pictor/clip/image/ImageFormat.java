package dev.pictor.clip.image;

import dev.pictor.clip.image.heif.HeifKind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The picture formats that are read, known by their first bytes.
public enum ImageFormat {
  JPEG("com.twelvemonkeys."),
  PNG("com.sun."),
  GIF("com.sun."),
  BMP("com.sun."),
  TIFF("com.twelvemonkeys."),
  WEBP("com.twelvemonkeys."),

  /// Read by libheif.
  HEIC(null),
  AVIF(null);

  /// So many bytes of a file tell.
  public static final int HEAD_BYTES = HeifKind.HEAD_BYTES;

  /// The reader that is used whatever else lies on the class path: TwelveMonkeys' JPEG reader gets
  /// past broken markers that stop the JDK's, the JDK reads the simple formats.
  private final @Nullable String readerPackage;

  ImageFormat(@Nullable String readerPackage) {
    this.readerPackage = readerPackage;
  }

  /// Its short name: `jpeg`, `png`, `gif`, `bmp`, `tiff`, `webp`, `heic`, `avif`.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Of the reader from ImageIO, if it is one of those.
  @Nullable String readerPackage() {
    return readerPackage;
  }

  /// @param content a file, or at least [#HEAD_BYTES] of it
  /// @return null if it is none of them
  public static @Nullable ImageFormat of(byte[] content) {
    if (startsWith(content, 0, 0xFF, 0xD8, 0xFF)) {
      return JPEG;
    }
    if (startsWith(content, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n')) {
      return PNG;
    }
    if (startsWith(content, 0, 'G', 'I', 'F', '8')) {
      return GIF;
    }
    if (startsWith(content, 0, 'B', 'M')) {
      return BMP;
    }
    if (startsWith(content, 0, 'I', 'I', 42, 0) || startsWith(content, 0, 'M', 'M', 0, 42)) {
      return TIFF;
    }
    if (startsWith(content, 0, 'R', 'I', 'F', 'F') && startsWith(content, 8, 'W', 'E', 'B', 'P')) {
      return WEBP;
    }
    HeifKind heif = HeifKind.of(content);
    return heif == null ? null : valueOf(heif.name());
  }

  static boolean startsWith(byte[] content, int from, int... expected) {
    if (content.length < from + expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if ((content[from + i] & 0xFF) != expected[i]) {
        return false;
      }
    }
    return true;
  }
}

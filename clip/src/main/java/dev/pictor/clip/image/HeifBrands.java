package dev.pictor.clip.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells HEIC and AVIF by the brands in the box that such a file begins with (`ftyp`).
final class HeifBrands {
  private static final Set<String> HEVC =
      Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs");
  private static final Set<String> AV1 = Set.of("avif", "avis");

  /// Of any codec: the brands that follow say of which.
  private static final Set<String> ANY = Set.of("mif1", "mif2", "msf1", "miaf");

  /// More brands than that are not looked at.
  private static final int MAX_BOX = 256;

  private HeifBrands() {}

  /// @return null if it is neither
  static @Nullable ImageFormat format(byte[] content) {
    if (content.length < 16 || !ImageFormat.startsWith(content, 4, 'f', 't', 'y', 'p')) {
      return null;
    }
    String major = brand(content, 8);
    if (!ANY.contains(major)) {
      return of(major);
    }
    long declared = ByteBuffer.wrap(content).getInt() & 0xFFFF_FFFFL;
    int end = (int) Math.min(Math.min(declared, MAX_BOX), content.length);
    for (int at = 16; at + 4 <= end; at += 4) {
      ImageFormat format = of(brand(content, at));
      if (format != null) {
        return format;
      }
    }
    return ImageFormat.HEIC;
  }

  private static @Nullable ImageFormat of(String brand) {
    if (HEVC.contains(brand)) {
      return ImageFormat.HEIC;
    }
    return AV1.contains(brand) ? ImageFormat.AVIF : null;
  }

  private static String brand(byte[] content, int at) {
    return new String(content, at, 4, StandardCharsets.ISO_8859_1);
  }
}

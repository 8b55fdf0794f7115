package dev.pictor.clip.image.heif;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// HEIC or AVIF, told by the brands in the box that such a file begins with (`ftyp`).
public enum HeifKind {
  HEIC("heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs"),
  AVIF("avif", "avis");

  /// Of any codec: the brands that follow say of which.
  private static final Set<String> ANY = Set.of("mif1", "mif2", "msf1", "miaf");

  /// So many bytes of a file tell; more brands are not looked at.
  public static final int HEAD_BYTES = 256;

  private final Set<String> brands;

  HeifKind(String... brands) {
    this.brands = Set.of(brands);
  }

  /// @param content a file, or how it begins
  /// @return null if it is neither
  public static @Nullable HeifKind of(byte[] content) {
    if (content.length < 12 || !brand(content, 4).equals("ftyp")) {
      return null;
    }
    String major = brand(content, 8);
    if (!ANY.contains(major)) {
      return withBrand(major);
    }
    long declared = ByteBuffer.wrap(content).getInt() & 0xFFFF_FFFFL;
    int end = (int) Math.min(Math.min(declared, HEAD_BYTES), content.length);
    for (int at = 16; at + 4 <= end; at += 4) {
      HeifKind kind = withBrand(brand(content, at));
      if (kind != null) {
        return kind;
      }
    }
    return HEIC;
  }

  private static @Nullable HeifKind withBrand(String brand) {
    for (HeifKind kind : values()) {
      if (kind.brands.contains(brand)) {
        return kind;
      }
    }
    return null;
  }

  private static String brand(byte[] content, int at) {
    return new String(content, at, 4, StandardCharsets.ISO_8859_1);
  }
}

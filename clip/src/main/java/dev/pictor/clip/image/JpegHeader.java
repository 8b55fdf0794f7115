package dev.pictor.clip.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a JPEG's markers say about its colours, read up to the first scan.
///
/// @param width pixels as stored; 0 if it is not said
/// @param height pixels as stored; 0 if it is not said
/// @param components samples a pixel
/// @param lossless coded without DCT (SOF3)
/// @param sequential coded without refinement (SOF0, SOF1)
/// @param chroma whether the first three samples are YCbCr and not RGB or CMY, decided as libjpeg
///     does (`default_decompress_parms` of jdapimin.c)
/// @param commonSampling whether its colours are as dense as its brightness, or half as dense
///     across, or across and down: what every libjpeg interpolates alike
/// @param profile the embedded ICC profile
/// @param scan where the first scan begins, or where reading stopped
record JpegHeader(
    int width,
    int height,
    int components,
    boolean lossless,
    boolean sequential,
    boolean chroma,
    boolean commonSampling,
    byte @Nullable [] profile,
    int scan) {
  private static final byte[] ICC = "ICC_PROFILE\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] ADOBE = "Adobe".getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] JFIF = "JFIF\0".getBytes(StandardCharsets.ISO_8859_1);

  static JpegHeader of(byte[] content) {
    int[] componentIds = {};
    int width = 0;
    int height = 0;
    boolean lossless = false;
    boolean sequential = false;
    boolean jfif = false;
    boolean commonSampling = false;
    int adobeTransform = -1;
    TreeMap<Integer, byte[]> profileParts = new TreeMap<>();
    JpegSegments segments = new JpegSegments(content);
    while (segments.next()) {
      int marker = segments.marker();
      int body = segments.body();
      int end = segments.end();
      if (isStartOfFrame(marker) && componentIds.length == 0 && end - body >= 6) {
        componentIds = componentIds(content, body, end);
        commonSampling = isCommonSampling(content, body, componentIds.length);
        height = unsignedShort(content, body + 1);
        width = unsignedShort(content, body + 3);
        lossless = marker == 0xC3;
        sequential = marker == 0xC0 || marker == 0xC1;
      } else if (marker == 0xE0 && matches(content, body, end, JFIF)) {
        jfif = true;
      } else if (marker == 0xEE && end - body >= 12 && matches(content, body, end, ADOBE)) {
        adobeTransform = content[body + 11] & 0xFF;
      } else if (marker == 0xE2 && end - body > 14 && matches(content, body, end, ICC)) {
        profileParts.put(content[body + 12] & 0xFF, Arrays.copyOfRange(content, body + 14, end));
      }
    }
    return new JpegHeader(
        width,
        height,
        componentIds.length,
        lossless,
        sequential,
        isChroma(componentIds, jfif, adobeTransform),
        commonSampling,
        joined(profileParts),
        segments.position());
  }

  private static boolean isChroma(int[] ids, boolean jfif, int adobeTransform) {
    return switch (ids.length) {
      case 3 -> {
        if (jfif) {
          yield true;
        }
        yield adobeTransform >= 0
            ? adobeTransform != 0
            : !Arrays.equals(ids, new int[] {'R', 'G', 'B'});
      }
      case 4 -> adobeTransform == 2;
      default -> false;
    };
  }

  private static boolean isStartOfFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  private static int[] componentIds(byte[] content, int body, int end) {
    int count = Math.min(content[body + 5] & 0xFF, (end - body - 6) / 3);
    int[] ids = new int[count];
    for (int i = 0; i < count; i++) {
      ids[i] = content[body + 6 + 3 * i] & 0xFF;
    }
    return ids;
  }

  /// Factors across and down are the two halves of a byte.
  private static boolean isCommonSampling(byte[] content, int body, int components) {
    int first = components == 0 ? 0 : content[body + 7];
    for (int i = 1; i < components; i++) {
      if (content[body + 7 + 3 * i] != 0x11) {
        return false;
      }
    }
    return first == 0x11 || (components == 3 && (first == 0x21 || first == 0x22));
  }

  private static byte @Nullable [] joined(TreeMap<Integer, byte[]> parts) {
    if (parts.isEmpty()) {
      return null;
    }
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    parts.values().forEach(joined::writeBytes);
    return joined.toByteArray();
  }

  private static boolean matches(byte[] content, int from, int end, byte[] expected) {
    return end - from >= expected.length
        && Arrays.equals(content, from, from + expected.length, expected, 0, expected.length);
  }

  private static int unsignedShort(byte[] content, int at) {
    return (content[at] & 0xFF) << 8 | (content[at + 1] & 0xFF);
  }
}

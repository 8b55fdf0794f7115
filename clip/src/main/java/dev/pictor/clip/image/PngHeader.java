package dev.pictor.clip.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// What a PNG's chunks say before the pixels begin.
///
/// @param greyBits bits of a grey sample; 0 if the picture is not grey or has its own alpha
/// @param greyKey the grey level declared transparent, in the grey's own bits; -1 if there is none
/// @param keyed one colour of a picture without alpha is declared transparent
/// @param profile the embedded ICC profile
record PngHeader(int greyBits, int greyKey, boolean keyed, byte @Nullable [] profile) {
  private static final int GREY = 0;
  private static final int RGB = 2;
  private static final int MAX_PROFILE_BYTES = 16 << 20;

  static PngHeader of(byte[] content) {
    int depth = 8;
    int colorType = -1;
    boolean transparency = false;
    int greyKey = -1;
    byte[] profile = null;
    int at = 8;
    while (at + 12 <= content.length) {
      int length = intAt(content, at);
      int body = at + 8;
      if (length < 0 || length > content.length - body) {
        break;
      }
      String type = new String(content, at + 4, 4, StandardCharsets.ISO_8859_1);
      if (type.equals("IDAT") || type.equals("IEND")) {
        break;
      }
      switch (type) {
        case "IHDR" -> {
          depth = length >= 10 ? content[body + 8] : depth;
          colorType = length >= 10 ? content[body + 9] : colorType;
        }
        case "tRNS" -> {
          transparency = true;
          greyKey = length == 2 ? (content[body] & 0xFF) << 8 | (content[body + 1] & 0xFF) : -1;
        }
        case "iCCP" -> profile = inflated(content, body, body + length);
        default -> {}
      }
      at = body + length + 4;
    }
    return new PngHeader(
        colorType == GREY ? depth : 0,
        colorType == GREY ? greyKey : -1,
        transparency && (colorType == GREY || colorType == RGB),
        profile);
  }

  /// The profile behind its name and the compression method.
  private static byte @Nullable [] inflated(byte[] content, int from, int end) {
    int name = from;
    while (name < end && content[name] != 0) {
      name++;
    }
    int data = name + 2;
    if (data >= end) {
      return null;
    }
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(content, data, end - data);
      byte[] profile = new byte[1 << 16];
      int size = 0;
      while (!inflater.finished()) {
        int count = inflater.inflate(profile, size, profile.length - size);
        size += count;
        if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          return null;
        }
        if (size == profile.length) {
          if (size >= MAX_PROFILE_BYTES) {
            return null;
          }
          profile = Arrays.copyOf(profile, size * 2);
        }
      }
      return Arrays.copyOf(profile, size);
    } catch (DataFormatException broken) {
      return null;
    }
  }

  private static int intAt(byte[] content, int at) {
    return (content[at] & 0xFF) << 24
        | (content[at + 1] & 0xFF) << 16
        | (content[at + 2] & 0xFF) << 8
        | (content[at + 3] & 0xFF);
  }
}

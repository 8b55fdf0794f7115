package dev.pictor.clip.image.heif;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// Interleaved pixels in the memory of libheif.
///
/// @param start of the first row; its size is not known to Java
/// @param stride bytes from one row to the next, at least those of a row
/// @param bits of a sample; above 8 each takes two bytes, the lower first
record HeifPlane(MemorySegment start, int stride, int width, int height, boolean alpha, int bits) {
  private static final ValueLayout.OfShort DEEP =
      JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /// Copies them, in 8 bits and with alpha not premultiplied.
  ///
  /// @param premultiplied whether it is here
  HeifImage copy(boolean premultiplied, byte @Nullable [] profile) {
    int row = width * (alpha ? 4 : 3);
    byte[] values = new byte[Math.multiplyExact(row, height)];
    long rowBytes = bits > 8 ? 2L * row : row;
    MemorySegment memory = start.reinterpret((height - 1L) * stride + rowBytes);
    for (int y = 0; y < height; y++) {
      if (bits > 8) {
        scale(memory, (long) y * stride, values, y * row, row);
      } else {
        MemorySegment.copy(memory, JAVA_BYTE, (long) y * stride, values, y * row, row);
      }
    }
    if (premultiplied) {
      unpremultiply(values);
    }
    return new HeifImage(width, height, alpha, values, profile);
  }

  /// To the nearest of 8 bits.
  private void scale(MemorySegment memory, long from, byte[] values, int at, int count) {
    int max = (1 << bits) - 1;
    for (int i = 0; i < count; i++) {
      int value = Math.min(max, memory.get(DEEP, from + 2L * i) & 0xFFFF);
      values[at + i] = (byte) ((value * 255 + max / 2) / max);
    }
  }

  private static void unpremultiply(byte[] values) {
    for (int p = 0; p < values.length; p += 4) {
      int alpha = values[p + 3] & 0xFF;
      for (int i = p; alpha > 0 && i < p + 3; i++) {
        values[i] = (byte) Math.min(255, ((values[i] & 0xFF) * 255 + alpha / 2) / alpha);
      }
    }
  }
}

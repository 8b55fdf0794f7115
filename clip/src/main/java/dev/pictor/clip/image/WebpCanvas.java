package dev.pictor.clip.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import javax.imageio.IIOException;

/// The canvas of a WebP, and what is drawn on it. A reader takes memory for frames as large as they
/// say that they are, whatever the canvas is.
final class WebpCanvas {
  private static final int CHUNK_HEADER = 8;

  /// Where the chunks of a frame begin in it.
  private static final int FRAME_HEADER = 16;

  private final ByteBuffer file;

  private WebpCanvas(ByteBuffer file) {
    this.file = file;
  }

  /// @throws IIOException if a frame, or the coded picture in it, lies outside
  static void check(byte[] content) throws IIOException {
    ByteBuffer file = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    new WebpCanvas(file).check(12, content.length, Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  private void check(int from, int end, int width, int height) throws IIOException {
    int canvasWidth = width;
    int canvasHeight = height;
    for (int at = from; at + CHUNK_HEADER <= end; ) {
      int body = at + CHUNK_HEADER;
      long length = file.getInt(at + 4) & 0xFFFFFFFFL;
      int next = (int) Math.min(end, body + length + (length & 1));
      switch (name(at)) {
        case "VP8X" -> {
          if (next - body >= 10) {
            canvasWidth = number(body + 4) + 1;
            canvasHeight = number(body + 7) + 1;
          }
        }
        case "ANMF" -> {
          if (next - body >= FRAME_HEADER) {
            int frameWidth = number(body + 6) + 1;
            int frameHeight = number(body + 9) + 1;
            require(2L * number(body) + frameWidth, canvasWidth);
            require(2L * number(body + 3) + frameHeight, canvasHeight);
            check(body + FRAME_HEADER, next, frameWidth, frameHeight);
          }
        }
        case "VP8 " -> {
          if (next - body >= 10) {
            require(file.getShort(body + 6) & 0x3FFF, canvasWidth);
            require(file.getShort(body + 8) & 0x3FFF, canvasHeight);
          }
        }
        case "VP8L" -> {
          if (next - body >= 5) {
            require((file.getInt(body + 1) & 0x3FFF) + 1, canvasWidth);
            require((file.getInt(body + 1) >> 14 & 0x3FFF) + 1, canvasHeight);
          }
        }
        default -> {}
      }
      at = next;
    }
  }

  private static void require(long reaches, int side) throws IIOException {
    if (reaches > side) {
      throw new IIOException("a frame reaches to %,d on a canvas of %,d".formatted(reaches, side));
    }
  }

  private String name(int at) {
    byte[] name = new byte[4];
    file.get(at, name);
    return new String(name, StandardCharsets.ISO_8859_1);
  }

  /// Of three bytes.
  private int number(int at) {
    return (file.getShort(at) & 0xFFFF) | (file.get(at + 2) & 0xFF) << 16;
  }
}

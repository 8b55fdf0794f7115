package dev.pictor.clip.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntBinaryOperator;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Writes small PNGs with any chunks, which Java's own writer does not.
final class TestPng {
  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private final byte[] rows;

  private TestPng(int width, int height, int depth, int colorType, byte[] rows) {
    this.rows = rows;
    file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    chunk("IHDR", header.put((byte) depth).put((byte) colorType).array());
  }

  /// @param colors 0xRRGGBB of a column and a row
  static TestPng rgb(int width, int height, IntBinaryOperator colors) {
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    for (int y = 0; y < height; y++) {
      rows.write(0);
      for (int x = 0; x < width; x++) {
        int color = colors.applyAsInt(x, y);
        rows.write(color >> 16);
        rows.write(color >> 8);
        rows.write(color);
      }
    }
    return new TestPng(width, height, 8, 2, rows.toByteArray());
  }

  /// @param colors 0xAARRGGBB of a column and a row
  static TestPng argb(int width, int height, IntBinaryOperator colors) {
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    for (int y = 0; y < height; y++) {
      rows.write(0);
      for (int x = 0; x < width; x++) {
        int color = colors.applyAsInt(x, y);
        rows.write(color >> 16);
        rows.write(color >> 8);
        rows.write(color);
        rows.write(color >>> 24);
      }
    }
    return new TestPng(width, height, 8, 6, rows.toByteArray());
  }

  /// @param levels 0 to 65535 of a column and a row
  static TestPng grey16(int width, int height, IntBinaryOperator levels) {
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    for (int y = 0; y < height; y++) {
      rows.write(0);
      for (int x = 0; x < width; x++) {
        int level = levels.applyAsInt(x, y);
        rows.write(level >> 8);
        rows.write(level);
      }
    }
    return new TestPng(width, height, 16, 0, rows.toByteArray());
  }

  TestPng chunk(String type, byte[] body) {
    byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
    CRC32 sum = new CRC32();
    sum.update(name);
    sum.update(body);
    file.writeBytes(ByteBuffer.allocate(4).putInt(body.length).array());
    file.writeBytes(name);
    file.writeBytes(body);
    file.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    return this;
  }

  TestPng profile(byte[] profile) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(new byte[] {'n', 0, 0});
    body.writeBytes(deflated(profile));
    return chunk("iCCP", body.toByteArray());
  }

  /// An EXIF block that states an orientation and nothing else.
  static byte[] exif(int orientation) {
    ByteBuffer block = ByteBuffer.allocate(26);
    block.put(new byte[] {'M', 'M', 0, 42}).putInt(8).putShort((short) 1);
    block.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    return block.putShort((short) orientation).putShort((short) 0).putInt(0).array();
  }

  byte[] toBytes() {
    chunk("IDAT", deflated(rows));
    chunk("IEND", new byte[0]);
    return file.toByteArray();
  }

  private static byte[] deflated(byte[] plain) {
    try (Deflater deflater = new Deflater()) {
      deflater.setInput(plain);
      deflater.finish();
      byte[] buffer = new byte[plain.length + 64];
      int size = deflater.deflate(buffer);
      return Arrays.copyOf(buffer, size);
    }
  }
}

package dev.pictor.clip.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Looks at how large the central directory of a zip file claims to be, before
/// [java.util.zip.ZipFile] reads it into memory as a whole.
///
/// Follows PKWARE's APPNOTE: the end record lies before a comment at the end of the file, the end
/// record of Zip64, where there is one, where its locator before the end record says.
final class ZipDirectory {
  /// Ten times what a large CLIP's archive has.
  private static final long MAX_BYTES = 8 << 20;

  private static final int END = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int LOCATOR = 0x07064b50;
  private static final int LOCATOR_BYTES = 20;
  private static final int END_64 = 0x06064b50;
  private static final int END_64_BYTES = 56;
  private static final int MAX_COMMENT = 0xffff;
  private static final long IN_ZIP64 = 0xffffffffL;

  private ZipDirectory() {}

  /// @throws MalformedFileException if it claims to be larger than any that we read
  static void requireBounded(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      long size = channel.size();
      int length = (int) Math.min(size, END_BYTES + LOCATOR_BYTES + MAX_COMMENT);
      ByteBuffer tail = read(channel, size - length, length);
      // Which record counts is ZipFile's choice; none of those that might may claim too much.
      for (int at = length - END_BYTES; at >= 0; at--) {
        if (tail.getInt(at) == END) {
          requireBounded(tail.getInt(at + 12) & IN_ZIP64, size);
          requireBounded64(channel, tail, at, size);
        }
      }
    }
  }

  private static void requireBounded64(FileChannel channel, ByteBuffer tail, int end, long size)
      throws IOException {
    int at = end - LOCATOR_BYTES;
    if (at < 0 || tail.getInt(at) != LOCATOR) {
      return;
    }
    long position = tail.getLong(at + 8);
    if (position < 0 || position > size - END_64_BYTES) {
      return; // not there: ZipFile will say so
    }
    ByteBuffer record = read(channel, position, END_64_BYTES);
    if (record.getInt(0) == END_64) {
      requireBounded(record.getLong(40), size);
    }
  }

  private static void requireBounded(long claimed, long size) throws MalformedFileException {
    // More than the file has is damage, which ZipFile finds before it takes memory.
    if (claimed > MAX_BYTES && claimed <= size) {
      throw new MalformedFileException(
          "its zip directory has %,d bytes, more than %,d: no CLIP model needs that."
              .formatted(claimed, MAX_BYTES));
    }
  }

  private static ByteBuffer read(FileChannel channel, long position, int length)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    SafetensorsFile.readFully(channel, buffer, position);
    return buffer;
  }
}

package dev.pictor.clip.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The first directory of a TIFF, which is also what EXIF is written as. What it points to is left
/// alone.
///
/// @param start where its entries begin in `bytes`
/// @param entries those that lie within the file, in the file's order
record TiffDirectory(ByteBuffer bytes, int start, List<Entry> entries) {
  static final int ENTRY_BYTES = 12;

  private static final int ORIENTATION = 0x0112;
  private static final int BYTE = 1;
  private static final int SHORT = 3;
  private static final int LONG = 4;

  /// Bytes of a value, by type.
  private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

  /// @param at where the entry begins
  /// @param count values of the type
  record Entry(int at, int tag, int type, long count) {
    /// 0 for a type that nobody knows.
    long sizeBytes() {
      return type < TYPE_BYTES.length ? count * TYPE_BYTES[type] : 0;
    }
  }

  /// @return null if there is none
  static @Nullable TiffDirectory of(byte[] content, int from, int end) {
    if (end - from < 8) {
      return null;
    }
    ByteBuffer bytes = ByteBuffer.wrap(content, from, end - from).slice();
    if (ImageFormat.startsWith(content, from, 'I', 'I', 42, 0)) {
      bytes.order(ByteOrder.LITTLE_ENDIAN);
    } else if (!ImageFormat.startsWith(content, from, 'M', 'M', 0, 42)) {
      return null;
    }
    int directory = bytes.getInt(4);
    if (directory < 8 || directory > bytes.limit() - 2) {
      return null;
    }
    int start = directory + 2;
    int count = Math.min(bytes.getShort(directory) & 0xFFFF, (bytes.limit() - start) / ENTRY_BYTES);
    List<Entry> entries = new ArrayList<>(count);
    for (int at = start; at < start + count * ENTRY_BYTES; at += ENTRY_BYTES) {
      entries.add(
          new Entry(
              at,
              bytes.getShort(at) & 0xFFFF,
              bytes.getShort(at + 2) & 0xFFFF,
              bytes.getInt(at + 4) & 0xFFFFFFFFL));
    }
    return new TiffDirectory(bytes, start, entries);
  }

  /// @return null if it is not stated
  @Nullable Orientation orientation() {
    for (Entry entry : entries) {
      if (entry.tag() == ORIENTATION && entry.count() == 1) {
        int value = entry.at() + 8;
        switch (entry.type()) {
          case BYTE -> {
            return Orientation.ofExif(bytes.get(value) & 0xFF);
          }
          case SHORT -> {
            return Orientation.ofExif(bytes.getShort(value) & 0xFFFF);
          }
          case LONG -> {
            return Orientation.ofExif(bytes.getInt(value));
          }
          default -> {}
        }
      }
    }
    return null;
  }
}

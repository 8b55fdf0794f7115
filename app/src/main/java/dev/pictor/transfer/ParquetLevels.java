package dev.pictor.transfer;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.column.ColumnDescriptor;

/// Goes over the levels at the beginning of a page before they are decoded: a decoder takes memory
/// for as many as a run says that it has.
///
/// They are in runs (<https://parquet.apache.org/docs/file-format/data-pages/encodings/>, RLE and
/// bit-packing hybrid): a number, then either one value for so many or groups of eight values.
final class ParquetLevels {
  private ParquetLevels() {}

  /// @param values that the page says to have
  /// @throws IllegalArgumentException if there are others, or the bytes for them are not there
  static void check(ColumnDescriptor column, byte[] page, int values) {
    ByteBuffer bytes = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
    try {
      check(bytes, column.getMaxRepetitionLevel(), values);
      check(bytes, column.getMaxDefinitionLevel(), values);
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("the levels of a page break off", e);
    }
  }

  private static void check(ByteBuffer bytes, int highest, int values) {
    if (highest == 0) {
      return;
    }
    int width = Integer.SIZE - Integer.numberOfLeadingZeros(highest);
    int length = bytes.getInt();
    ByteBuffer runs = bytes.slice(bytes.position(), length);
    bytes.position(bytes.position() + length);
    long told = 0;
    while (runs.hasRemaining() && told < values) {
      int head = number(runs);
      int groups = head >>> 1;
      boolean isPacked = (head & 1) == 1;
      told += isPacked ? 8L * groups : groups;
      long size = isPacked ? (long) groups * width : 1;
      // The last eight may be filled up with values that do not count.
      if (groups == 0 || told > values + 7L || size > runs.remaining()) {
        throw new IllegalArgumentException("the levels of a page do not add up");
      }
      runs.position(runs.position() + (int) size);
    }
    if (told < values) {
      throw new IllegalArgumentException("the levels of a page do not add up");
    }
  }

  /// Seven bits a byte, the lowest first.
  private static int number(ByteBuffer bytes) {
    long number = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      byte part = bytes.get();
      number |= (part & 0x7fL) << shift;
      if (part >= 0) {
        break;
      }
    }
    return (int) number;
  }
}

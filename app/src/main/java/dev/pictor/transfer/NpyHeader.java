package dev.pictor.transfer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The head of an `.npy` file with a table of float32, little-endian, row after row (C order).
///
/// Follows NumPy's published format, version 1.0
/// (<https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html>): the magic number
/// `\x93NUMPY`, the version, the length of the text (2 bytes, little-endian), and the text: a
/// Python dictionary, filled up with spaces and ended by a line feed so that the data begin at a
/// multiple of 64.
///
/// @param rows how many vectors
/// @param columns their dimension
record NpyHeader(long rows, int columns) {
  /// How long it is, whatever the number of rows: it is written again when that is known.
  static final int LENGTH = 128;

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int PREFIX = MAGIC.length + Short.BYTES;
  private static final Pattern TEXT =
      Pattern.compile(
          "\\{'descr': '<f4', 'fortran_order': False, 'shape': \\((\\d{1,18}), (\\d{1,9})\\), \\} *\n");

  ByteBuffer bytes() {
    String text =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }".formatted(rows, columns);
    byte[] header = new byte[LENGTH];
    Arrays.fill(header, (byte) ' ');
    header[LENGTH - 1] = '\n';
    ByteBuffer buffer = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    buffer.put(MAGIC).putShort((short) (LENGTH - PREFIX));
    buffer.put(text.getBytes(StandardCharsets.US_ASCII));
    return buffer.rewind();
  }

  /// @param header the first [#LENGTH] bytes of a file, fewer if it is shorter
  /// @return empty if it is no such file, or has a head of another length
  static Optional<NpyHeader> parse(byte[] header) {
    if (header.length < LENGTH
        || !Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
        || header[MAGIC.length] != LENGTH - PREFIX
        || header[MAGIC.length + 1] != 0) {
      return Optional.empty();
    }
    Matcher text =
        TEXT.matcher(new String(header, PREFIX, LENGTH - PREFIX, StandardCharsets.ISO_8859_1));
    return text.matches()
        ? Optional.of(new NpyHeader(Long.parseLong(text.group(1)), Integer.parseInt(text.group(2))))
        : Optional.empty();
  }

  /// Of the whole file.
  long fileBytes() {
    return LENGTH + Math.multiplyExact(rows, (long) columns * Float.BYTES);
  }
}

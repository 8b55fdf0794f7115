package dev.pictor.store.postgres;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.core.Oid;

/// Writes rows into a table in PostgreSQL's binary COPY format, several times faster than INSERT.
///
/// Each row is [#row] followed by one call for each column. Closing without [#finish] takes all
/// rows back. Format: the PostgreSQL manual, COPY, "Binary Format"; vectors as pgvector's
/// `vector_recv` reads them.
final class BinaryCopy implements AutoCloseable {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  private final CopyIn copy;
  private ByteBuffer buffer = ByteBuffer.allocate(1 << 16);

  /// @param sql `COPY table (columns) FROM STDIN (FORMAT binary)`
  BinaryCopy(Connection connection, String sql) throws SQLException {
    copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
    buffer.put(SIGNATURE).putInt(0).putInt(0);
  }

  BinaryCopy row(int columns) throws SQLException {
    room(2).putShort((short) columns);
    return this;
  }

  BinaryCopy nothing() throws SQLException {
    room(4).putInt(-1);
    return this;
  }

  BinaryCopy uuid(UUID value) throws SQLException {
    field(16).putLong(value.getMostSignificantBits()).putLong(value.getLeastSignificantBits());
    return this;
  }

  BinaryCopy bytes(byte[] value) throws SQLException {
    field(value.length).put(value);
    return this;
  }

  /// PostgreSQL's text cannot hold U+0000; it becomes U+FFFD.
  BinaryCopy text(String value) throws SQLException {
    return bytes(value.replace('\0', '\ufffd').getBytes(StandardCharsets.UTF_8));
  }

  BinaryCopy integer(int value) throws SQLException {
    field(4).putInt(value);
    return this;
  }

  BinaryCopy bigint(long value) throws SQLException {
    field(8).putLong(value);
    return this;
  }

  BinaryCopy timestamp(Instant value) throws SQLException {
    field(8).putLong(ChronoUnit.MICROS.between(EPOCH, value));
    return this;
  }

  /// Without a zone.
  BinaryCopy local(@Nullable LocalDateTime value) throws SQLException {
    return value == null ? nothing() : timestamp(value.toInstant(ZoneOffset.UTC));
  }

  BinaryCopy line(@Nullable String value) throws SQLException {
    return value == null ? nothing() : text(value);
  }

  BinaryCopy number(@Nullable Integer value) throws SQLException {
    return value == null ? nothing() : integer(value);
  }

  BinaryCopy real(@Nullable Double value) throws SQLException {
    if (value == null) {
      return nothing();
    }
    field(8).putDouble(value);
    return this;
  }

  /// An array of text, as PostgreSQL's `array_recv` reads it.
  ///
  /// @param values one or more
  BinaryCopy texts(List<String> values) throws SQLException {
    ByteArrayOutputStream elements = new ByteArrayOutputStream();
    for (String value : values) {
      byte[] bytes = value.replace('\0', '\ufffd').getBytes(StandardCharsets.UTF_8);
      elements.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
      elements.writeBytes(bytes);
    }
    // Dimensions, no nulls, type of elements, length, first index.
    field(20 + elements.size())
        .putInt(1)
        .putInt(0)
        .putInt(Oid.TEXT)
        .putInt(values.size())
        .putInt(1)
        .put(elements.toByteArray());
    return this;
  }

  BinaryCopy vector(float[] values) throws SQLException {
    ByteBuffer field = field(4 + 4 * values.length);
    field.putShort((short) values.length).putShort((short) 0);
    for (float value : values) {
      field.putFloat(value);
    }
    return this;
  }

  void finish() throws SQLException {
    room(2).putShort((short) -1);
    flush();
    copy.endCopy();
  }

  private ByteBuffer field(int length) throws SQLException {
    return room(4 + length).putInt(length);
  }

  private ByteBuffer room(int length) throws SQLException {
    if (buffer.remaining() < length) {
      flush();
    }
    if (buffer.capacity() < length) {
      buffer = ByteBuffer.allocate(length);
    }
    return buffer;
  }

  private void flush() throws SQLException {
    copy.writeToCopy(buffer.array(), 0, buffer.position());
    buffer.clear();
  }

  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }
}

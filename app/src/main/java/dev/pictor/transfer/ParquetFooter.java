package dev.pictor.transfer;

import dev.pictor.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// What the end of a Parquet file says of it, if it is one that [ParquetSink] has written: with
/// these columns, all of them one behind the other from the beginning to the footer.
///
/// @param pagesEnd where the footer begins
/// @param pagesSha256 of all before it
/// @param failures lines of [FailureRow]
record ParquetFooter(
    Manifest manifest, List<RowGroup> groups, long pagesEnd, String pagesSha256, String failures) {
  /// Length of the footer and magic number.
  private static final int TAIL = Integer.BYTES + ParquetSink.MAGIC.length;

  /// Failures, manifest, and some kilobytes for each 16 megabytes of rows.
  private static final int LONGEST = Limits.FAILURES_BYTES + Limits.MANIFEST_BYTES + (64 << 20);

  /// @throws TransferException if it is no such file
  static ParquetFooter read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size < ParquetSink.MAGIC.length + TAIL || !isMagic(channel, 0)) {
        throw Source.refused(file, "it is no Parquet file");
      }
      if (!isMagic(channel, size - ParquetSink.MAGIC.length)) {
        throw Source.refused(file, "it breaks off");
      }
      long length = Integer.toUnsignedLong(read(channel, size - TAIL, Integer.BYTES).getInt());
      if (length > Math.min(LONGEST, size - TAIL - ParquetSink.MAGIC.length)) {
        throw Source.refused(
            file, "its footer is to have %,d bytes of %,d".formatted(length, size));
      }
      long start = size - TAIL - length;
      return parse(file, read(channel, start, (int) length).array(), start);
    }
  }

  private static boolean isMagic(FileChannel channel, long at) throws IOException {
    return Arrays.equals(read(channel, at, ParquetSink.MAGIC.length).array(), ParquetSink.MAGIC);
  }

  private static ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, at + buffer.position()) < 0) {
        throw new IOException("the file became shorter");
      }
    }
    return buffer.flip();
  }

  private static ParquetFooter parse(Path file, byte[] footer, long start) {
    FileMetaData metadata;
    try {
      metadata = Util.readFileMetaData(new ByteArrayInputStream(footer), footer.length);
    } catch (IOException | RuntimeException e) {
      throw Source.refused(file, "its footer cannot be read (%s)".formatted(e.getMessage()));
    }
    String collection = value(metadata, ParquetSink.COLLECTION);
    if (collection == null) {
      throw Source.refused(
          file,
          "'pictor export' has not written it (%s is missing)".formatted(ParquetSink.COLLECTION));
    }
    String failures = value(metadata, ParquetSink.FAILURES);
    Manifest.Written written;
    Manifest manifest;
    try {
      written = Json.read(collection, Manifest.Written.class);
      manifest = Manifest.of(written);
    } catch (JacksonException e) {
      throw Source.refused(file, ParquetSink.COLLECTION, Lines.reason(e));
    } catch (IllegalArgumentException e) {
      throw Source.refused(file, ParquetSink.COLLECTION, String.valueOf(e.getMessage()));
    }
    String sha256 = written.sha256() == null ? null : written.sha256().get(ParquetSink.PAGES);
    if (sha256 == null || failures == null) {
      throw Source.refused(file, "the digest or the list of failures is missing");
    }
    if (!metadata.getSchema().equals(ParquetSchema.ELEMENTS)) {
      throw Source.refused(file, "it has other columns than 'pictor export' writes");
    }
    requireContiguous(file, metadata, start);
    if (metadata.getNum_rows() != manifest.counts().pictures()) {
      throw Source.refused(
          file,
          "it has %,d rows and says %,d pictures"
              .formatted(metadata.getNum_rows(), manifest.counts().pictures()));
    }
    return new ParquetFooter(
        manifest, List.copyOf(metadata.getRow_groups()), start, sha256, failures);
  }

  private static @Nullable String value(FileMetaData metadata, String key) {
    List<KeyValue> values = metadata.getKey_value_metadata();
    for (KeyValue value : values == null ? List.<KeyValue>of() : values) {
      if (key.equals(value.getKey())) {
        return value.getValue();
      }
    }
    return null;
  }

  /// That chunks lie as they were written, so that none of them is read twice or beyond the pages.
  private static void requireContiguous(Path file, FileMetaData metadata, long end) {
    long at = ParquetSink.MAGIC.length;
    long rows = 0;
    int number = 0;
    for (RowGroup group : metadata.getRow_groups()) {
      number++;
      boolean isFitting =
          group.getNum_rows() > 0
              && group.getColumnsSize() == ParquetSchema.TYPE.getColumns().size();
      for (int column = 0; isFitting && column < group.getColumnsSize(); column++) {
        ColumnChunk chunk = group.getColumns().get(column);
        isFitting = isFitting(chunk, column, at, end);
        at += isFitting ? chunk.getMeta_data().getTotal_compressed_size() : 0;
      }
      if (!isFitting) {
        throw Source.refused(
            file, "row group %,d".formatted(number), "its columns do not lie where they should");
      }
      rows += group.getNum_rows();
    }
    if (at != end || rows != metadata.getNum_rows()) {
      throw Source.refused(file, "its row groups do not add up");
    }
  }

  private static boolean isFitting(ColumnChunk chunk, int column, long at, long end) {
    ColumnMetaData data = chunk.getMeta_data();
    ColumnDescriptor expected = ParquetSchema.TYPE.getColumns().get(column);
    return data != null
        && chunk.getFile_path() == null
        && data.getCodec() == CompressionCodec.UNCOMPRESSED
        && !data.isSetDictionary_page_offset()
        && new ArrayList<>(data.getPath_in_schema()).equals(List.of(expected.getPath()))
        && data.getData_page_offset() == at
        && data.getTotal_compressed_size() >= 0
        && data.getTotal_compressed_size() <= end - at;
  }
}

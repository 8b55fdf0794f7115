package dev.pictor.transfer;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/// The pages of a row group, each read when it is asked for: one of each column is in memory.
///
/// Only what [ParquetRowGroup] writes is taken, and looked at before it is decoded. Throws
/// [IllegalArgumentException] where it is anything else.
final class ParquetPages implements PageReadStore {
  /// A page is ended at about a megabyte, but never within ten rows.
  private static final int PAGE_BYTES =
      10 * (Limits.THUMBNAIL_BYTES + Limits.ROW_BYTES) / 2 + (8 << 20);

  private final FileChannel channel;
  private final RowGroup group;
  private final Map<List<String>, ColumnMetaData> columns = new HashMap<>();

  ParquetPages(FileChannel channel, RowGroup group) {
    this.channel = channel;
    this.group = group;
    group
        .getColumns()
        .forEach(
            chunk -> columns.put(chunk.getMeta_data().getPath_in_schema(), chunk.getMeta_data()));
  }

  @Override
  public PageReader getPageReader(ColumnDescriptor column) {
    ColumnMetaData data = columns.get(List.of(column.getPath()));
    if (data == null) {
      throw new IllegalArgumentException("there is no column " + column);
    }
    return new Chunk(column, data);
  }

  @Override
  public long getRowCount() {
    return group.getNum_rows();
  }

  private final class Chunk implements PageReader {
    private final ColumnDescriptor column;
    private final long values;
    private final Bytes bytes;
    private final InputStream input;
    private long valuesLeft;

    Chunk(ColumnDescriptor column, ColumnMetaData data) {
      this.column = column;
      this.values = data.getNum_values();
      this.valuesLeft = values;
      this.bytes = new Bytes(data.getData_page_offset(), data.getTotal_compressed_size());
      this.input = new BufferedInputStream(bytes, 1 << 15);
    }

    @Override
    public @Nullable DictionaryPage readDictionaryPage() {
      return null;
    }

    @Override
    public long getTotalValueCount() {
      return values;
    }

    @Override
    public @Nullable DataPage readPage() {
      if (valuesLeft <= 0) {
        return null;
      }
      try {
        PageHeader header = Util.readPageHeader(input);
        DataPageHeader data = header.getData_page_header();
        int length = header.getCompressed_page_size();
        if (header.getType() != PageType.DATA_PAGE
            || data == null
            || length != header.getUncompressed_page_size()
            || length < 0
            || length > PAGE_BYTES
            || data.getNum_values() < 1
            || data.getNum_values() > valuesLeft
            || data.getEncoding() != Encoding.PLAIN) {
          throw new IllegalArgumentException("a page is not of the form that it should have");
        }
        byte[] content = input.readNBytes(length);
        if (content.length < length) {
          throw new IllegalArgumentException("a page breaks off");
        }
        valuesLeft -= data.getNum_values();
        ParquetLevels.check(column, content, data.getNum_values());
        return new DataPageV1(
            BytesInput.from(content),
            data.getNum_values(),
            length,
            Statistics.getBuilderForReading(column.getPrimitiveType()).build(),
            org.apache.parquet.column.Encoding.RLE,
            org.apache.parquet.column.Encoding.RLE,
            org.apache.parquet.column.Encoding.PLAIN);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// A part of the file.
  private final class Bytes extends InputStream {
    private long at;
    private long left;

    Bytes(long at, long length) {
      this.at = at;
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (left <= 0) {
        return -1;
      }
      int read = channel.read(ByteBuffer.wrap(target, offset, (int) Math.min(length, left)), at);
      if (read > 0) {
        at += read;
        left -= read;
      }
      return read;
    }
  }
}

package dev.pictor.transfer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriteStore;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.statistics.geospatial.GeospatialStatistics;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/// Takes the pages of some rows, which come column by column in no order, and writes them as
/// Parquet wants them: each column's in one piece. Not compressed: vectors and JPEGs do not get
/// smaller, and every reader can read it.
final class ParquetRowGroup implements PageWriteStore {
  private final Map<ColumnDescriptor, Chunk> chunks = new HashMap<>();

  @Override
  public PageWriter getPageWriter(ColumnDescriptor column) {
    return chunks.computeIfAbsent(column, _ -> new Chunk());
  }

  @Override
  public void close() {}

  /// How much memory it takes.
  long bytes() {
    return chunks.values().stream().mapToLong(Chunk::getMemSize).sum();
  }

  /// Writes it all.
  ///
  /// @param offset where in the file
  RowGroup writeTo(OutputStream output, long offset, long rows) throws IOException {
    List<ColumnChunk> written = new ArrayList<>();
    long at = offset;
    for (ColumnDescriptor column : ParquetSchema.TYPE.getColumns()) {
      Chunk chunk = chunks.getOrDefault(column, new Chunk());
      chunk.bytes.writeTo(output);
      ColumnMetaData metadata =
          new ColumnMetaData(
              ParquetSchema.type(column.getPrimitiveType()),
              List.of(
                  org.apache.parquet.format.Encoding.PLAIN, org.apache.parquet.format.Encoding.RLE),
              List.of(column.getPath()),
              CompressionCodec.UNCOMPRESSED,
              chunk.values,
              chunk.bytes.size(),
              chunk.bytes.size(),
              at);
      written.add(new ColumnChunk(at).setMeta_data(metadata));
      at += chunk.bytes.size();
    }
    return new RowGroup(written, at - offset, rows)
        .setFile_offset(offset)
        .setTotal_compressed_size(at - offset);
  }

  /// The pages of a column.
  private static final class Chunk implements PageWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long values;

    @Override
    public void writePage(
        BytesInput page,
        int valueCount,
        int rowCount,
        Statistics<?> statistics,
        SizeStatistics sizes,
        GeospatialStatistics places,
        Encoding repetition,
        Encoding definition,
        Encoding encoding)
        throws IOException {
      ByteArrayOutputStream copy = new ByteArrayOutputStream();
      page.writeAllTo(copy);
      byte[] content = copy.toByteArray();
      CRC32 crc = new CRC32();
      crc.update(content);
      PageHeader header =
          new PageHeader(PageType.DATA_PAGE, content.length, content.length)
              .setCrc((int) crc.getValue())
              .setData_page_header(
                  new DataPageHeader(
                      valueCount, format(encoding), format(definition), format(repetition)));
      Util.writePageHeader(header, bytes);
      bytes.writeBytes(content);
      values += valueCount;
    }

    private static org.apache.parquet.format.Encoding format(Encoding encoding) {
      return org.apache.parquet.format.Encoding.valueOf(encoding.name());
    }

    @Override
    @Deprecated
    public void writePage(
        BytesInput page,
        int valueCount,
        Statistics<?> statistics,
        Encoding repetition,
        Encoding definition,
        Encoding encoding) {
      throw new UnsupportedOperationException("an older form of a page");
    }

    @Override
    public void writePage(
        BytesInput page,
        int valueCount,
        int rowCount,
        Statistics<?> statistics,
        Encoding repetition,
        Encoding definition,
        Encoding encoding) {
      throw new UnsupportedOperationException("an older form of a page");
    }

    @Override
    public void writePageV2(
        int rowCount,
        int nullCount,
        int valueCount,
        BytesInput repetition,
        BytesInput definition,
        Encoding encoding,
        BytesInput page,
        Statistics<?> statistics) {
      throw new UnsupportedOperationException("a page of version 2");
    }

    @Override
    public void writeDictionaryPage(DictionaryPage dictionary) {
      throw new UnsupportedOperationException("a dictionary");
    }

    @Override
    public long getMemSize() {
      return bytes.size();
    }

    @Override
    public long allocatedSize() {
      return bytes.size();
    }

    @Override
    public String memUsageString(String prefix) {
      return prefix + bytes.size();
    }

    @Override
    public void close() {}
  }
}

package dev.pictor.transfer;

import dev.pictor.json.Json;
import dev.pictor.store.KnownFile.FailedFile;
import dev.pictor.store.WholePicture;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.api.RecordConsumer;

/// Writes a Parquet file: a row for each picture with the columns of [ParquetSchema], and the rest
/// as JSON in the file's key-value metadata.
///
/// Columns and pages are made by Apache's parquet-column; the file around them, which in their
/// library comes with Hadoop, by [ParquetRowGroup] and here
/// (<https://parquet.apache.org/docs/file-format/>).
final class ParquetSink implements Sink {
  /// Keys of the metadata: a [Manifest], and [FailureRow]s line by line.
  static final String COLLECTION = "pictor.collection";

  static final String FAILURES = "pictor.failures";

  /// What the digest that goes with the manifest is of: all before the footer.
  static final String PAGES = "pages";

  static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  /// Of a row group, before it is written.
  private static final long GROUP_BYTES = 16 << 20;

  private static final ParquetProperties PROPERTIES =
      ParquetProperties.builder()
          .withDictionaryEncoding(false)
          .withStatisticsEnabled(false)
          .withSizeStatisticsEnabled(false)
          .withMinRowCountForPageSizeCheck(10)
          .build();

  private final FileChannel channel;
  private final MessageDigest sha256 = Digests.sha256();
  private final OutputStream output;
  private final MessageColumnIO columns = new ColumnIOFactory().getColumnIO(ParquetSchema.TYPE);
  private final List<RowGroup> written = new ArrayList<>();
  private ParquetRowGroup group = new ParquetRowGroup();
  private ColumnWriteStore store = PROPERTIES.newColumnWriteStore(ParquetSchema.TYPE, group);
  private RecordConsumer consumer = columns.getRecordWriter(store);
  private long rows;
  private long allRows;
  private long offset = MAGIC.length;

  ParquetSink(Path file) throws IOException {
    channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    output =
        new DigestOutputStream(
            new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16), sha256);
    output.write(MAGIC);
  }

  @Override
  public void add(WholePicture picture) throws IOException {
    write(Row.of(picture), picture.embedding().toArray(), picture.thumbnail());
  }

  void write(Row row, float[] vector, byte[] thumbnail) throws IOException {
    new ParquetRow(consumer).write(row, vector, thumbnail);
    rows++;
    if (store.getBufferedSize() + group.bytes() >= GROUP_BYTES) {
      writeGroup();
    }
  }

  private void writeGroup() throws IOException {
    if (rows > 0) {
      consumer.flush();
      store.flush();
      RowGroup there = group.writeTo(output, offset, rows);
      written.add(there);
      offset += there.getTotal_byte_size();
      allRows += rows;
    }
    store.close();
    group = new ParquetRowGroup();
    store = PROPERTIES.newColumnWriteStore(ParquetSchema.TYPE, group);
    consumer = columns.getRecordWriter(store);
    rows = 0;
  }

  @Override
  public void finish(Manifest manifest, List<FailedFile> failures) throws IOException {
    writeGroup();
    output.flush();
    String digest = Digests.hex(sha256);
    FileMetaData metadata = new FileMetaData(1, ParquetSchema.ELEMENTS, allRows, written);
    metadata.setCreated_by("pictor version %d (build parquet-column)".formatted(Manifest.FORMAT));
    metadata.setKey_value_metadata(
        List.of(
            new KeyValue(COLLECTION).setValue(Json.line(manifest.written(Map.of(PAGES, digest)))),
            new KeyValue(FAILURES).setValue(lines(failures))));
    ByteArrayOutputStream footer = new ByteArrayOutputStream();
    Util.writeFileMetaData(metadata, footer);
    footer.writeTo(output);
    output.write(
        ByteBuffer.allocate(Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(footer.size())
            .array());
    output.write(MAGIC);
    output.flush();
    channel.force(true);
  }

  private static String lines(List<FailedFile> failures) {
    StringBuilder lines = new StringBuilder();
    for (FailedFile failure : failures) {
      lines.append(Json.line(FailureRow.of(failure))).append('\n');
      if (lines.length() > Limits.FAILURES_BYTES / 4) {
        throw new TransferException(
            "%,d files could not be read, more than a Parquet file is given a list of. --format npy"
                    .formatted(failures.size())
                + " takes them, or 'pictor index --prune' forgets those that are gone.");
      }
    }
    return lines.toString();
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      store.close();
    }
  }
}

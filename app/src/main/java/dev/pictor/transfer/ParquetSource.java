package dev.pictor.transfer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;

/// Reads what [ParquetSink] has written, row by row.
final class ParquetSource implements Source {
  private final Path file;
  private final ParquetFooter footer;

  private ParquetSource(Path file, ParquetFooter footer) {
    this.file = file;
    this.footer = footer;
  }

  /// @throws TransferException if it is no export
  static ParquetSource open(Path file) throws IOException {
    return new ParquetSource(file, ParquetFooter.read(file));
  }

  @Override
  public Path path() {
    return file;
  }

  @Override
  public Manifest manifest() {
    return footer.manifest();
  }

  @Override
  public void verifyDigests(BooleanSupplier stopRequested) throws IOException {
    MessageDigest sha256 = Digests.sha256();
    Digests.update(sha256, file, footer.pagesEnd(), stopRequested);
    if (!Digests.hex(sha256).equals(footer.pagesSha256())) {
      throw Source.refused(
          file, "it is damaged or was changed (its SHA-256 is not the one in its footer)");
    }
  }

  @Override
  public void forEachRow(RowReader reader) throws IOException {
    MessageColumnIO columns = new ColumnIOFactory().getColumnIO(ParquetSchema.TYPE);
    ParquetRows rows = new ParquetRows(footer.manifest().model().dimension());
    long number = 0;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      for (RowGroup group : footer.groups()) {
        RecordReader<ParquetRows> records = null;
        for (long row = 0; row < group.getNum_rows(); row++) {
          number++;
          Read read;
          try {
            if (records == null) {
              records = columns.getRecordReader(new ParquetPages(channel, group), rows);
            }
            records.read();
            read = new Read(rows.row(), rows.vector(), rows.thumbnail());
          } catch (RuntimeException e) {
            // Decoders throw one thing here and another there.
            throw Source.refused(
                file, "row %,d".formatted(number), "it cannot be read (%s)".formatted(message(e)));
          }
          reader.read(number, read.row(), read.vector(), read.thumbnail());
        }
      }
    }
  }

  private record Read(Row row, float[] vector, byte[] thumbnail) {}

  private static String message(RuntimeException error) {
    Throwable cause = error;
    while (cause.getCause() != null && !(cause instanceof IllegalArgumentException)) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  @Override
  public List<FailureRow> failures() throws IOException {
    byte[] lines = footer.failures().getBytes(StandardCharsets.UTF_8);
    return Lines.all(file, ParquetSink.FAILURES, lines, FailureRow.class);
  }

  @Override
  public void close() {}
}

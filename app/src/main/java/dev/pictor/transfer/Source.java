package dev.pictor.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Reads a collection in one format. What it tells has the form that it should have, in bounded
/// memory; whether it makes sense is for [CheckedPictures] to say.
interface Source extends Closeable {
  /// File or folder, for messages.
  Path path();

  Manifest manifest();

  /// Compares all bytes with the digests that were written with them.
  ///
  /// @throws TransferException if they are others
  void verifyDigests(BooleanSupplier stopRequested) throws IOException;

  /// Tells the rows in their order; may be called again.
  ///
  /// @throws TransferException if it is not of this format
  void forEachRow(RowReader reader) throws IOException;

  /// @throws TransferException if it is not of this format
  List<FailureRow> failures() throws IOException;

  /// What reads a picture.
  interface RowReader {
    /// @param number of the row, from 1
    /// @param vector of the model's dimension; what it holds is not looked at
    void read(long number, Row row, float[] vector, byte[] thumbnail) throws IOException;
  }

  /// @param where in it, `row 12` say
  static TransferException refused(Path file, String where, String reason) {
    return new TransferException("%s, %s: %s.".formatted(file, where, reason));
  }

  static TransferException refused(Path file, String reason) {
    return new TransferException("%s: %s.".formatted(file, reason));
  }
}

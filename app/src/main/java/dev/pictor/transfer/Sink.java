package dev.pictor.transfer;

import dev.pictor.store.KnownFile.FailedFile;
import dev.pictor.store.WholePicture;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/// Writes a collection in one format.
interface Sink extends Closeable {
  /// @param picture in the order of ids
  void add(WholePicture picture) throws IOException;

  /// Writes what is left when all pictures were added; all of it is on the disk when it returns.
  void finish(Manifest manifest, List<FailedFile> failures) throws IOException;
}

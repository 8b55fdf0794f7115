package dev.pictor.transfer;

import dev.pictor.store.StoreCounts;

/// What came of an [Export].
public sealed interface ExportResult {
  /// @param counts of what is in it
  /// @param bytes that it takes on the disk
  record Done(StoreCounts counts, long bytes) implements ExportResult {}

  /// It was asked to stop; nothing is there.
  record Interrupted() implements ExportResult {}
}

package dev.pictor.transfer;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a collection can be exported to.
public enum ExportFormat {
  /// One file, see [ParquetSink].
  PARQUET,

  /// A folder, see [NpyFiles].
  NPY;

  /// As users write it.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ExportFormat> named(String label) {
    return Arrays.stream(values()).filter(format -> format.label().equals(label)).findAny();
  }

  /// What a name says by itself: `.parquet` the one, a name without an ending the other.
  public static Optional<ExportFormat> of(Path target) {
    String name = String.valueOf(target.getFileName());
    if (name.toLowerCase(Locale.ROOT).endsWith(".parquet")) {
      return Optional.of(PARQUET);
    }
    return name.contains(".") ? Optional.empty() : Optional.of(NPY);
  }
}

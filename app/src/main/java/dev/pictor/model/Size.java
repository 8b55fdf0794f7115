package dev.pictor.model;

/// Sizes of files for people.
public final class Size {
  private static final long KIB = 1 << 10;
  private static final long MIB = 1 << 20;

  private Size() {}

  /// `338 MiB`, `14.4 MiB`, `21.3 KiB`
  public static String text(long bytes) {
    if (bytes < KIB) {
      return bytes + " bytes";
    }
    double size = bytes < MIB ? (double) bytes / KIB : (double) bytes / MIB;
    return (size < 100 ? "%.1f %s" : "%,.0f %s").formatted(size, bytes < MIB ? "KiB" : "MiB");
  }
}

package dev.pictor.model;

import java.util.Locale;

/// Sizes of files for people.
public final class Size {
  private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB"};
  private static final double STEP = 1 << 10;

  private Size() {}

  /// `812 bytes`, `21.3 KiB`, `338 MiB`, `1.2 GiB`
  ///
  /// @param bytes 0 or more
  public static String text(long bytes) {
    if (bytes < STEP) {
      return bytes + " bytes";
    }
    int unit = 0;
    double size = bytes / STEP;
    // What would be shown as 1,024 is one of the next.
    while (size >= STEP - 0.5 && unit < UNITS.length - 1) {
      size /= STEP;
      unit++;
    }
    return String.format(Locale.ROOT, size < 100 ? "%.1f %s" : "%,.0f %s", size, UNITS[unit]);
  }
}

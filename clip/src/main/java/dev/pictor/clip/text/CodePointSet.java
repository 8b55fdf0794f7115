package dev.pictor.clip.text;

import java.util.Arrays;

/// A set of Unicode code points, kept as sorted ranges. Immutable.
final class CodePointSet {
  private final int[] first;
  private final int[] last;

  /// @param ranges sorted, disjoint ranges in hexadecimal, as `41-5a aa b5`
  private CodePointSet(String[] ranges) {
    first = new int[ranges.length];
    last = new int[ranges.length];
    for (int i = 0; i < ranges.length; i++) {
      String range = ranges[i];
      int dash = range.indexOf('-');
      first[i] = Integer.parseInt(dash < 0 ? range : range.substring(0, dash), 16);
      last[i] = dash < 0 ? first[i] : Integer.parseInt(range.substring(dash + 1), 16);
    }
  }

  static CodePointSet parse(String ranges) {
    return new CodePointSet(ranges.split(" "));
  }

  boolean contains(int codePoint) {
    int found = Arrays.binarySearch(first, codePoint);
    if (found >= 0) {
      return true;
    }
    int before = -found - 2;
    return before >= 0 && codePoint <= last[before];
  }
}

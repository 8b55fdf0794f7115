package dev.pictor.store;

import java.util.List;

/// Who is indexing into a collection, and how much is left.
///
/// @param left files that are to be read
/// @param workers those who share them, in the order in which they began
public record Workload(long left, List<Worker> workers) {
  /// Nobody is, as far as the store knows.
  public static final Workload NONE = new Workload(0, List.of());

  public Workload {
    workers = List.copyOf(workers);
  }
}

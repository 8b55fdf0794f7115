package dev.pictor.doctor;

import dev.pictor.store.StoreCounts;
import java.util.List;

/// What the [Doctor] found, and what is left of it.
///
/// @param counts before anything was repaired
/// @param findings by kind, only what was found
public record Diagnosis(StoreCounts counts, List<Finding> findings) {
  public Diagnosis {
    findings = List.copyOf(findings);
  }

  public long found() {
    return findings.stream().mapToLong(Finding::count).sum();
  }

  public long repaired() {
    return findings.stream().mapToLong(Finding::repaired).sum();
  }

  /// How much is still wrong.
  public long left() {
    return found() - repaired();
  }
}

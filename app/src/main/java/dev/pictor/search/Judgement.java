package dev.pictor.search;

import org.jspecify.annotations.Nullable;

/// Which of a query's hits are relevant.
///
/// @param relevance what is asked for
/// @param scales of the collection
record Judgement(Mixture mixture, Relevance relevance, Scales scales) {
  /// Whether it is among what was asked for.
  ///
  /// @param best evidence of the result's best hit
  boolean keeps(Found found, double best) {
    return !reliable() || evidence(found) >= relevance.least(best, scales.size());
  }

  /// What is left out follows what was asked for, what is marked is always the same; null where it
  /// cannot be told.
  @Nullable Boolean marks(Found found, double best) {
    Relevance marked = relevance == Relevance.ALL ? Relevance.NORMAL : relevance;
    return reliable() ? evidence(found) >= marked.least(best, scales.size()) : null;
  }

  private boolean reliable() {
    return scales.reliable() && !mixture.parts().isEmpty();
  }

  private double evidence(Found found) {
    return mixture.evidence(found.candidate().cosines());
  }
}

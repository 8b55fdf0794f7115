package dev.pictor.eval;

import java.util.Arrays;

/// What an approximate index finds and takes, beside comparing all pictures.
///
/// @param queries how many were asked
/// @param approximate how many answers were
/// @param meanRecall share of the `k` nearest that is found, in [0, 1]
/// @param worstRecall of one query
/// @param index times as users search
/// @param comparingAll times of the exact search
public record IndexReport(
    int k,
    int queries,
    int approximate,
    double meanRecall,
    double worstRecall,
    Times index,
    Times comparingAll) {

  /// How long searches take, in milliseconds.
  ///
  /// @param p50 as long or shorter half of them
  /// @param p95 as long or shorter 95 of 100
  public record Times(double p50, double p95) {
    /// @param millis one or more
    static Times of(double[] millis) {
      double[] sorted = millis.clone();
      Arrays.sort(sorted);
      return new Times(rank(sorted, 0.5), rank(sorted, 0.95));
    }

    private static double rank(double[] sorted, double share) {
      return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
  }
}

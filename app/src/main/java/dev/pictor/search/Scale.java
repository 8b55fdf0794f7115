package dev.pictor.search;

import java.util.Arrays;

/// What similarities are usual between queries of one kind and the pictures of a collection, and
/// what a single one therefore says. Text and pictures lie apart in CLIP's space (the modality gap:
/// Liang et al. 2022, <https://arxiv.org/abs/2203.02053>), so that 0.3 is much for a text and
/// little for a picture; evidence is the same for both.
public final class Scale {
  /// One in a hundred similarities is above this one where nothing in particular is searched for.
  private static final double SELDOM = 0.99;

  private static final double LEAST_SPREAD = 1e-3;

  private final float[] sorted;
  private final double seldom;
  private final double spread;

  /// @param similarities cosines of queries and pictures that were not chosen for each other; one
  ///     or more; kept
  Scale(float[] similarities) {
    Arrays.sort(similarities);
    this.sorted = similarities;
    this.seldom = similarities[(int) (SELDOM * (similarities.length - 1))];
    double mean = 0;
    double squares = 0;
    for (float similarity : similarities) {
      mean += similarity;
      squares += (double) similarity * similarity;
    }
    mean /= similarities.length;
    double variance = squares / similarities.length - mean * mean;
    this.spread = Math.max(LEAST_SPREAD, Math.sqrt(Math.max(0, variance)));
  }

  /// Half of them are lower.
  double median() {
    return sorted[sorted.length / 2];
  }

  /// Standard deviations above what one in a hundred reaches: 0 is remarkable, 2 is much.
  public double evidence(double similarity) {
    return (similarity - seldom) / spread;
  }

  /// The share of usual similarities that are lower, in [0, 1].
  public double percentile(double similarity) {
    int at = Arrays.binarySearch(sorted, (float) similarity);
    return (at < 0 ? -at - 1 : at) / (double) sorted.length;
  }
}

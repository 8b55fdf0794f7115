package dev.pictor.search;

/// How sure a hit has to be. Something must be there at all: the best hit's evidence reaches the
/// gate. Then all hits count that are not far behind it: a query for what many pictures show gets
/// them all, and one for what none shows gets nothing.
public enum Relevance {
  STRICT(0.5, 0.8),
  NORMAL(0, 1.25),
  /// Every hit.
  ALL(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  private final double gate;
  private final double band;

  Relevance(double gate, double band) {
    this.gate = gate;
    this.band = band;
  }

  /// The least evidence of a relevant hit.
  ///
  /// @param best evidence of the best hit
  public double least(double best) {
    return best < gate ? Double.POSITIVE_INFINITY : best - band;
  }
}

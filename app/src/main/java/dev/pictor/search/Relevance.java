package dev.pictor.search;

/// How sure a hit has to be. Something must be there at all: the best hit's evidence reaches the
/// gate. Then all hits count that reach the floor below it and are not far behind the best, two
/// bounds as those that edges are traced with (Canny 1986,
/// <https://doi.org/10.1109/TPAMI.1986.4767851>): a query for what many pictures show gets them
/// all, and one for what none shows gets nothing.
///
/// The bounds are those of 1,000 pictures. Among more, one that looks right by chance is likelier:
/// the largest of `n` normal values grows by about half a standard deviation for each factor of 10.
public enum Relevance {
  STRICT(0.3, -0.2, 1),
  NORMAL(-0.2, -0.7, 1.75),
  /// Every hit.
  ALL(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  private static final double BY_TENFOLD = 0.4;
  private static final double FEWEST = 100;

  private final double gate;
  private final double floor;
  private final double band;

  Relevance(double gate, double floor, double band) {
    this.gate = gate;
    this.floor = floor;
    this.band = band;
  }

  /// The least evidence of a relevant hit.
  ///
  /// @param best evidence of the best hit
  /// @param pictures how many there are in the collection
  public double least(double best, long pictures) {
    double crowd = BY_TENFOLD * Math.log10(Math.max(FEWEST, pictures) / 1_000);
    return best < gate + crowd ? Double.POSITIVE_INFINITY : Math.max(floor + crowd, best - band);
  }
}

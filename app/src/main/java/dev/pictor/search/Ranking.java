package dev.pictor.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a query finds, in its order. Each call looks at the collection as it is then.
interface Ranking {
  /// @param exact whether every picture was compared
  /// @param best evidence of the best hit of all; NaN where there is none
  record Slice(boolean exact, double best, List<Found> found) {}

  /// @param most 1 or more
  /// @return as many, or all there are
  Slice slice(@Nullable Cursor after, int most);

  /// Its place in the order, with the id.
  double key(Candidate candidate);
}

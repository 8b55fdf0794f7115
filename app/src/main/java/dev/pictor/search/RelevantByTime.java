package dev.pictor.search;

import dev.pictor.query.Order;
import dev.pictor.store.Taken;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The relevant pictures among the best ones, by when they were taken.
///
/// @param best of which at most [#LOOKED_AT] are looked at
record RelevantByTime(BestMixed best, Judgement judgement, Order order) implements Ranking {
  private static final int LOOKED_AT = 2_000;

  @Override
  public Slice slice(@Nullable Cursor after, int most) {
    Comparator<Taken> byTime = ByTime.comparator(order);
    Slice slice = best.slice(null, LOOKED_AT);
    List<Found> relevant =
        slice.found().stream()
            .filter(found -> !Boolean.FALSE.equals(judgement.marks(found, slice.best())))
            .sorted(Comparator.comparing(found -> found.candidate().taken(), byTime))
            .filter(
                found ->
                    after == null
                        || byTime.compare(
                                new Taken(after.id(), (long) after.key()),
                                found.candidate().taken())
                            < 0)
            .limit(most)
            .toList();
    return new Slice(slice.exact(), slice.best(), relevant);
  }

  @Override
  public double key(Candidate candidate) {
    return candidate.taken().localMillis();
  }
}

package dev.pictor.search;

import dev.pictor.query.Order;
import dev.pictor.store.Filter;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Taken;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What passes a filter, by when it was taken.
record ByTime(PictureStore store, Filter filter, Order order, Shown shown) implements Ranking {
  @Override
  public Slice slice(@Nullable Cursor after, int most) {
    Comparator<Taken> byTime = comparator(order);
    Taken end = after == null ? null : new Taken(after.id(), (long) after.key());
    long wanted = most;
    while (true) {
      int offered = (int) Math.min(wanted, Integer.MAX_VALUE);
      First<Taken> first = new First<>(offered, byTime);
      store.forEachTaken(
          filter,
          taken -> {
            if (end == null || byTime.compare(end, taken) < 0) {
              first.offer(taken);
            }
          });
      List<Taken> taken = first.inOrder();
      List<Found> found =
          shown.first(
              most,
              store.findAll(taken.stream().map(Taken::id).toList()),
              stored -> Candidate.of(stored, 0, new float[0]));
      if (found.size() == most || taken.size() < offered) {
        return new Slice(true, Double.NaN, found);
      }
      wanted = 2 * wanted + 16;
    }
  }

  @Override
  public double key(Candidate candidate) {
    return candidate.taken().localMillis();
  }

  static Comparator<Taken> comparator(Order order) {
    return order == Order.OLDEST ? Taken.OLDEST_FIRST : Taken.NEWEST_FIRST;
  }
}

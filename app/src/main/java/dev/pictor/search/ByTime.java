package dev.pictor.search;

import dev.pictor.query.Order;
import dev.pictor.query.ParsedQuery;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Taken;
import java.util.ArrayList;
import java.util.List;

/// Lists what passes a filter by when it was taken.
record ByTime(PictureStore store, ParsedQuery query) {
  List<Hit> first(int k, Shown shown) {
    long wanted = k;
    while (true) {
      int most = (int) Math.min(wanted, Integer.MAX_VALUE);
      First<Taken> first =
          new First<>(
              most, query.order() == Order.OLDEST ? Taken.OLDEST_FIRST : Taken.NEWEST_FIRST);
      store.forEachTaken(query.filter(), first::offer);
      List<Taken> taken = first.inOrder();
      List<Found> found =
          shown.first(
              k,
              store.findAll(taken.stream().map(Taken::id).toList()),
              stored -> Candidate.of(stored, 0, new float[0]));
      if (found.size() == k || taken.size() < most) {
        List<Hit> hits = new ArrayList<>();
        found.forEach(each -> hits.add(each.hit(hits.size() + 1, null, List.of())));
        return hits;
      }
      wanted = 2 * wanted + 16;
    }
  }
}

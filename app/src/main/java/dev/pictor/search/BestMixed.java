package dev.pictor.search;

import dev.pictor.picture.PictureId;
import dev.pictor.store.Filter;
import dev.pictor.store.PictureStore;
import dev.pictor.store.StoredPicture;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds the best pictures of a [Mixture]: all of them are compared.
record BestMixed(PictureStore store, Mixture mixture) {
  private record Scored(PictureId id, float[] cosines, double score) {
    static final Comparator<Scored> BEST_FIRST =
        Comparator.comparingDouble(Scored::score).reversed().thenComparing(Scored::id);
  }

  List<Found> of(Filter filter, int k, Shown shown) {
    long wanted = k + (long) shown.named().size();
    while (true) {
      int most = (int) Math.min(wanted, Integer.MAX_VALUE);
      First<Scored> best = new First<>(most, Scored.BEST_FIRST);
      store.forEachSimilarity(
          mixture.embeddings(),
          filter,
          each -> best.offer(new Scored(each.id(), each.cosines(), mixture.score(each.cosines()))));
      List<Scored> scored = best.inOrder();
      List<Found> found = shown.first(k, candidates(scored), candidate -> candidate);
      if (found.size() == k || scored.size() < most) {
        return found;
      }
      wanted = 2 * wanted + 16;
    }
  }

  private List<Candidate> candidates(List<Scored> scored) {
    Map<PictureId, Scored> byId = new HashMap<>();
    scored.forEach(each -> byId.put(each.id(), each));
    List<PictureId> ids = scored.stream().map(Scored::id).toList();
    return store.findAll(ids).stream().map(stored -> candidate(stored, byId)).toList();
  }

  private static Candidate candidate(StoredPicture stored, Map<PictureId, Scored> byId) {
    Scored scored = byId.get(stored.picture().id());
    return scored == null
        ? Candidate.of(stored, 0, new float[0])
        : Candidate.of(stored, scored.score(), scored.cosines());
  }
}

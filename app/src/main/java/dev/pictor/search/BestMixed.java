package dev.pictor.search;

import dev.pictor.picture.PictureId;
import dev.pictor.store.Filter;
import dev.pictor.store.Neighbor;
import dev.pictor.store.Neighbors;
import dev.pictor.store.PictureStore;
import dev.pictor.store.StoredPicture;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The best pictures of a [Mixture], best first, ties by id. What the store's index finds nearest
/// is taken where one similarity gives the order and nothing comes before; else all are compared.
record BestMixed(PictureStore store, Mixture mixture, Filter filter, Shown shown)
    implements Ranking {
  private record Scored(PictureId id, float[] cosines, double score) {
    static final Comparator<Scored> BEST_FIRST =
        Comparator.comparingDouble(Scored::score).reversed().thenComparing(Scored::id);
  }

  @Override
  public Slice slice(@Nullable Cursor after, int most) {
    return after == null && mixture.isPlain() && most <= PictureStore.MAX_K
        ? nearest(most)
        : compared(after, most);
  }

  @Override
  public double key(Candidate candidate) {
    return candidate.score();
  }

  private Slice nearest(int most) {
    int wanted = most;
    while (true) {
      Neighbors neighbors = store.nearest(mixture.embeddings().getFirst(), filter, wanted);
      List<Found> found = shown.first(most, neighbors.hits(), BestMixed::candidate);
      if (found.size() == most || neighbors.hits().size() < wanted) {
        return new Slice(neighbors.exact(), best(found), found);
      }
      if (wanted == PictureStore.MAX_K) {
        return compared(null, most);
      }
      wanted = (int) Math.min(PictureStore.MAX_K, 2L * wanted + 16);
    }
  }

  private static Candidate candidate(Neighbor hit) {
    return new Candidate(
        hit.picture(),
        hit.places(),
        hit.takenAt().orElse(null),
        hit.cosineSimilarity(),
        new float[] {(float) hit.cosineSimilarity()});
  }

  /// The first is the best where nothing comes before it.
  private double best(List<Found> found) {
    return found.isEmpty() ? Double.NaN : mixture.evidence(found.getFirst().candidate().cosines());
  }

  private Slice compared(@Nullable Cursor after, int most) {
    Scored end = after == null ? null : new Scored(after.id(), new float[0], after.key());
    long wanted = most + (long) shown.named().size();
    while (true) {
      int offered = (int) Math.min(wanted, Integer.MAX_VALUE);
      First<Scored> best = new First<>(offered, Scored.BEST_FIRST);
      store.forEachSimilarity(
          mixture.embeddings(),
          filter,
          each -> {
            Scored scored = new Scored(each.id(), each.cosines(), score(each.cosines()));
            if (end == null || Scored.BEST_FIRST.compare(end, scored) < 0) {
              best.offer(scored);
            }
          });
      List<Scored> scored = best.inOrder();
      List<Found> found = shown.first(most, candidates(scored), candidate -> candidate);
      if (found.size() == most || scored.size() < offered) {
        return new Slice(true, after == null ? best(found) : after.best(), found);
      }
      wanted = 2 * wanted + 16;
    }
  }

  private double score(float[] cosines) {
    return mixture.isPlain() ? cosines[0] : mixture.score(cosines);
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

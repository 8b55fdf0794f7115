package dev.pictor.eval;

import dev.pictor.clip.Embedding;
import dev.pictor.picture.PictureId;
import dev.pictor.store.Filter;
import dev.pictor.store.Neighbor;
import dev.pictor.store.Neighbors;
import dev.pictor.store.PictureStore;
import java.util.List;

/// What a collection's own search finds, insisting that it compared all pictures.
final class Ranking {
  /// Most pictures that are found at all are found within so many.
  private static final int FIRST_LOOK = 64;

  private static final int STEP = 8;

  private final PictureStore store;

  Ranking(PictureStore store) {
    this.store = store;
  }

  /// The nearest pictures, best first, ties by id.
  ///
  /// @param k 1 to [PictureStore#MAX_K]
  List<Neighbor> nearest(Embedding query, int k) {
    Neighbors neighbors = store.nearest(query, Filter.all(), k);
    if (!neighbors.exact()) {
      throw new IllegalStateException("The store was to compare all pictures and did not.");
    }
    return neighbors.hits();
  }

  /// How many pictures are at least as near as this one, itself included: what ties with it goes
  /// before it, so that a model that tells nothing apart gains nothing.
  ///
  /// @param own is in the collection
  /// @return from 1; [PictureStore#MAX_K] + 1 stands for all ranks behind that
  int rank(Embedding query, PictureId own) {
    for (int k = FIRST_LOOK; ; k *= STEP) {
      int asked = Math.min(k, PictureStore.MAX_K);
      List<Neighbor> hits = nearest(query, asked);
      boolean all = hits.size() < asked;
      int place = place(hits, own);
      if (place >= 0) {
        double similarity = hits.get(place).cosineSimilarity();
        int last = place;
        while (last + 1 < hits.size() && hits.get(last + 1).cosineSimilarity() == similarity) {
          last++;
        }
        if (all || last + 1 < hits.size() || asked == PictureStore.MAX_K) {
          return last + 1;
        }
      } else if (all) {
        throw new IllegalStateException("Picture %s is not in the collection.".formatted(own));
      } else if (asked == PictureStore.MAX_K) {
        return PictureStore.MAX_K + 1;
      }
    }
  }

  private static int place(List<Neighbor> hits, PictureId own) {
    for (int i = 0; i < hits.size(); i++) {
      if (hits.get(i).picture().id().equals(own)) {
        return i;
      }
    }
    return -1;
  }
}

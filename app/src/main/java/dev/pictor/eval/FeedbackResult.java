package dev.pictor.eval;

import dev.pictor.clip.Embedding;
import dev.pictor.picture.PictureId;
import dev.pictor.search.Examples;
import dev.pictor.search.Mixture;
import dev.pictor.search.Scale;
import dev.pictor.store.Filter;
import dev.pictor.store.PictureStore;
import dev.pictor.store.StoredPicture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// One query of [Form#FEEDBACK]: its first hits are marked as they are right or wrong, and the next
/// ones looked at.
///
/// @param unmarked share of right ones among the next hits without the marks
/// @param marked the same with them
record FeedbackResult(String category, double unmarked, double marked) {
  private record Scored(PictureId id, double score) {
    static final Comparator<Scored> BEST_FIRST =
        Comparator.comparingDouble(Scored::score).reversed().thenComparing(Scored::id);
  }

  /// @param words the query alone
  /// @param right the pictures that are; twice `k` or more, or the next hits cannot all be
  /// @param pictures the scale of pictures among each other
  /// @param k so many hits are marked, and so many of the others are looked at
  static FeedbackResult of(
      PictureStore store,
      String category,
      Mixture words,
      Set<PictureId> right,
      Scale pictures,
      int k) {
    List<PictureId> before = ranked(store, words);
    List<PictureId> seen = before.subList(0, k);
    List<Embedding> good = new ArrayList<>();
    List<Embedding> bad = new ArrayList<>();
    for (StoredPicture stored : store.findAll(seen)) {
      (right.contains(stored.picture().id()) ? good : bad).add(stored.embedding());
    }
    List<PictureId> after =
        ranked(store, new Mixture(words.parts(), new Examples(good, bad, pictures)));
    Set<PictureId> known = Set.copyOf(seen);
    return new FeedbackResult(
        category, precision(before, known, right, k), precision(after, known, right, k));
  }

  private static List<PictureId> ranked(PictureStore store, Mixture mixture) {
    List<Scored> scored = new ArrayList<>();
    store.forEachSimilarity(
        mixture.embeddings(),
        Filter.all(),
        each -> scored.add(new Scored(each.id(), mixture.score(each.cosines()))));
    return scored.stream().sorted(Scored.BEST_FIRST).map(Scored::id).toList();
  }

  private static double precision(
      List<PictureId> ranked, Set<PictureId> known, Set<PictureId> right, int k) {
    return ranked.stream()
            .filter(id -> !known.contains(id))
            .limit(k)
            .filter(right::contains)
            .count()
        / (double) k;
  }
}

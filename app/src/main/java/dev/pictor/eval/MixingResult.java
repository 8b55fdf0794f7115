package dev.pictor.eval;

import dev.pictor.clip.Embedding;
import dev.pictor.picture.PictureId;
import dev.pictor.search.Mixture;
import dev.pictor.store.Filter;
import dev.pictor.store.PictureStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// What two terms find together.
///
/// @param kind `words + words`, say
/// @param mixed average precision by evidence, as [Mixture] has it
/// @param added average precision by the cosine similarity to the sum of the vectors
record MixingResult(String kind, double mixed, double added) {
  private record Scored(PictureId id, double mixed, double added) {}

  /// @param right the pictures that are; one or more
  /// @param leftOut does not count: it is a term
  static MixingResult of(
      PictureStore store,
      String kind,
      Mixture mixture,
      Set<PictureId> right,
      Set<PictureId> leftOut) {
    List<Embedding> terms = mixture.embeddings();
    double[] weights = mixture.parts().stream().mapToDouble(Mixture.Part::weight).toArray();
    List<Scored> scored = new ArrayList<>();
    store.forEachSimilarity(
        terms,
        Filter.all(),
        each -> {
          if (!leftOut.contains(each.id())) {
            // The norm of the sum is the same for all pictures.
            double added = 0;
            for (int i = 0; i < weights.length; i++) {
              added += weights[i] * each.cosines()[i];
            }
            scored.add(new Scored(each.id(), mixture.score(each.cosines()), added));
          }
        });
    return new MixingResult(
        kind,
        averagePrecision(scored, Comparator.comparingDouble(Scored::mixed), right),
        averagePrecision(scored, Comparator.comparingDouble(Scored::added), right));
  }

  private static double averagePrecision(
      List<Scored> scored, Comparator<Scored> order, Set<PictureId> right) {
    List<Scored> sorted = new ArrayList<>(scored);
    sorted.sort(order.reversed().thenComparing(Scored::id));
    int found = 0;
    double sum = 0;
    for (int i = 0; i < sorted.size(); i++) {
      if (right.contains(sorted.get(i).id())) {
        found++;
        sum += found / (i + 1.0);
      }
    }
    return found == 0 ? 0 : sum / found;
  }
}

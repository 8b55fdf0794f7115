package dev.pictor.eval;

import dev.pictor.clip.Embedding;
import dev.pictor.eval.Figures.PrecisionRecall;
import dev.pictor.picture.PictureId;
import dev.pictor.search.Relevance;
import dev.pictor.search.Scale;
import dev.pictor.store.Filter;
import dev.pictor.store.PictureStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One query of [Form#CUTOFF], asked with none, few and all of its right pictures.
///
/// @param many null where fewer than ten are right
record CutoffResult(String category, Asked none, Asked few, @Nullable Asked many) {
  private static final int FEW = 5;
  private static final int MANY = 10;

  /// Flat thresholds that are tried: the cosine similarities from -1 to 1 in steps of 0.005.
  static final int THRESHOLDS = 401;

  static double threshold(int index) {
    return (index - 200) / 200.0;
  }

  /// @param adaptive what the cutoff makes of it
  /// @param flat what each threshold makes of it
  record Asked(PrecisionRecall adaptive, List<PrecisionRecall> flat) {}

  static CutoffResult of(
      PictureStore store, Embedding query, String category, Set<PictureId> right, Scale scale) {
    List<Float> wrongOnes = new ArrayList<>();
    List<Float> rightOnes = new ArrayList<>();
    Set<PictureId> fewIds = new HashSet<>(right.stream().sorted().limit(FEW).toList());
    List<Float> fewOnes = new ArrayList<>();
    store.forEachSimilarity(
        List.of(query),
        Filter.all(),
        each -> {
          float cosine = each.cosines()[0];
          (right.contains(each.id()) ? rightOnes : wrongOnes).add(cosine);
          if (fewIds.contains(each.id())) {
            fewOnes.add(cosine);
          }
        });
    float[] wrong = sorted(wrongOnes);
    return new CutoffResult(
        category,
        asked(wrong, new float[0], scale),
        asked(wrong, sorted(fewOnes), scale),
        right.size() < MANY ? null : asked(wrong, sorted(rightOnes), scale));
  }

  private static float[] sorted(List<Float> values) {
    float[] sorted = new float[values.size()];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = values.get(i);
    }
    Arrays.sort(sorted);
    return sorted;
  }

  private static Asked asked(float[] wrong, float[] right, Scale scale) {
    double best = Math.max(last(wrong), last(right));
    double least = Relevance.NORMAL.least(scale.evidence(best), (long) wrong.length + right.length);
    List<PrecisionRecall> flat = new ArrayList<>();
    for (int i = 0; i < THRESHOLDS; i++) {
      double threshold = threshold(i);
      flat.add(share(atLeast(right, threshold), atLeast(wrong, threshold), right.length));
    }
    return new Asked(
        share(remarkable(right, scale, least), remarkable(wrong, scale, least), right.length),
        flat);
  }

  private static double last(float[] sorted) {
    return sorted.length == 0 ? -1 : sorted[sorted.length - 1];
  }

  private static long atLeast(float[] sorted, double threshold) {
    int at = Arrays.binarySearch(sorted, (float) threshold);
    while (at > 0 && sorted[at - 1] == (float) threshold) {
      at--;
    }
    return sorted.length - (at < 0 ? -at - 1 : at);
  }

  private static long remarkable(float[] values, Scale scale, double least) {
    long count = 0;
    for (float value : values) {
      count += scale.evidence(value) >= least ? 1 : 0;
    }
    return count;
  }

  private static PrecisionRecall share(long found, long wrong, long right) {
    return new PrecisionRecall(
        found + wrong == 0 ? 1 : found / (double) (found + wrong),
        right == 0 ? 1 : found / (double) right,
        (2.0 * found + 1) / (found + wrong + right + 1));
  }
}

package dev.pictor.search;

import dev.pictor.clip.Embedding;
import java.util.ArrayList;
import java.util.List;

/// What marked pictures say about others: like the nearest good one, unlike the nearest bad one, so
/// that marks of several kinds of pictures do not blur into one between them, as a mean does
/// (Rocchio 1971). Words stay what is asked for: how near a mark is counts a tenth.
///
/// @param scale of pictures among each other
public record Examples(List<Embedding> good, List<Embedding> bad, Scale scale) {
  static final Examples NONE = new Examples(List.of(), List.of(), Scales.NONE.pictures());

  /// More than a quarter makes the results of the bundled model's evaluation worse.
  private static final double WEIGHT = 0.1;

  public Examples {
    good = List.copyOf(good);
    bad = List.copyOf(bad);
  }

  boolean isEmpty() {
    return good.isEmpty() && bad.isEmpty();
  }

  /// To be added to that of the terms.
  ///
  /// @param cosines of a picture and, from `from` on, each good and each bad one
  double evidence(float[] cosines, int from) {
    double evidence = 0;
    if (!good.isEmpty()) {
      evidence += WEIGHT * scale.evidence(nearestGood(cosines, from));
    }
    if (!bad.isEmpty()) {
      evidence -= WEIGHT * scale.evidence(nearestBad(cosines, from));
    }
    return evidence;
  }

  /// What of the marks is to be told of a picture.
  List<Share> shares(float[] cosines, int from) {
    List<Share> shares = new ArrayList<>();
    if (!good.isEmpty()) {
      shares.add(share("the nearest good one", WEIGHT, nearestGood(cosines, from)));
    }
    if (!bad.isEmpty()) {
      shares.add(share("the nearest bad one", -WEIGHT, nearestBad(cosines, from)));
    }
    return shares;
  }

  private Share share(String label, double weight, double cosine) {
    return new Share(label, weight, cosine, scale.percentile(cosine));
  }

  private double nearestGood(float[] cosines, int from) {
    return largest(cosines, from, from + good.size());
  }

  private double nearestBad(float[] cosines, int from) {
    return largest(cosines, from + good.size(), from + good.size() + bad.size());
  }

  private static double largest(float[] cosines, int from, int to) {
    float largest = cosines[from];
    for (int i = from + 1; i < to; i++) {
      largest = Math.max(largest, cosines[i]);
    }
    return largest;
  }
}

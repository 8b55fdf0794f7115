package dev.pictor.eval;

import dev.pictor.picture.PictureId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Which queries of [Form#MIXING] are mixed: pairs of which both have pictures of their own and in
/// common.
record MixingPairs(List<Pair> pairs) {
  /// So many pictures have to be right, or a figure says little.
  private static final int LEAST = 4;

  /// A sample is as good as all.
  private static final int MOST = 300;

  private static final long SEED = 7;

  /// @param text of a query
  /// @param right its pictures
  record Asked(String text, Set<PictureId> right) {}

  /// @param both right for either
  /// @param onlyFirst right for the first alone
  record Pair(String first, String second, Set<PictureId> both, Set<PictureId> onlyFirst) {}

  static MixingPairs of(List<Asked> queries) {
    List<Pair> pairs = new ArrayList<>();
    for (Asked first : queries) {
      for (Asked second : queries) {
        Set<PictureId> both = new HashSet<>(first.right());
        both.retainAll(second.right());
        Set<PictureId> onlyFirst = new HashSet<>(first.right());
        onlyFirst.removeAll(second.right());
        if (both.size() >= LEAST && onlyFirst.size() >= LEAST) {
          pairs.add(new Pair(first.text(), second.text(), both, onlyFirst));
        }
      }
    }
    Collections.shuffle(pairs, new Random(SEED));
    return new MixingPairs(List.copyOf(pairs.subList(0, Math.min(MOST, pairs.size()))));
  }
}

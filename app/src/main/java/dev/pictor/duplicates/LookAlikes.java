package dev.pictor.duplicates;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/// Groups vectors of norm 1: two that are alike are in one group, and so are those that are
/// connected by others.
///
/// All pairs are compared. The squared distance of two such vectors is 2 - 2 cos; most pairs
/// exceed what is allowed within a few dimensions, and the rest of them is not looked at.
final class LookAlikes {
  /// Dimensions between two looks at the sum; a number that suits the processor's vectors.
  private static final int STEP = 32;

  private final List<float[]> vectors;
  private final float farthest;

  /// The vector that stands for each one's group, or leads towards it.
  private final int[] leader;

  /// @param alike cosine similarity from which two are
  LookAlikes(List<float[]> vectors, double alike) {
    this.vectors = vectors;
    this.farthest = (float) (2 - 2 * alike);
    this.leader = IntStream.range(0, vectors.size()).toArray();
  }

  /// @param progress told of every vector that has been compared with all before it, from several
  ///     threads
  /// @return indexes of the vectors; groups of two or more, in the order of their first
  List<List<Integer>> groups(LongConsumer progress) {
    IntStream.range(0, vectors.size())
        .parallel()
        .forEach(
            one -> {
              for (int other = 0; other < one; other++) {
                if (isAlike(vectors.get(one), vectors.get(other))) {
                  join(one, other);
                }
              }
              progress.accept(1);
            });
    Map<Integer, List<Integer>> groups = new TreeMap<>();
    for (int i = 0; i < leader.length; i++) {
      groups.computeIfAbsent(leaderOf(i), _ -> new ArrayList<>()).add(i);
    }
    return groups.values().stream().filter(group -> group.size() > 1).toList();
  }

  private boolean isAlike(float[] one, float[] other) {
    float distance = 0;
    for (int from = 0; from < one.length; from += STEP) {
      int to = Math.min(one.length, from + STEP);
      float part = 0;
      for (int i = from; i < to; i++) {
        float difference = one[i] - other[i];
        part += difference * difference;
      }
      distance += part;
      if (distance > farthest) {
        return false;
      }
    }
    return true;
  }

  private synchronized void join(int one, int other) {
    int first = leaderOf(one);
    int second = leaderOf(other);
    leader[Math.max(first, second)] = Math.min(first, second);
  }

  private int leaderOf(int index) {
    int found = index;
    while (leader[found] != found) {
      leader[found] = leader[leader[found]];
      found = leader[found];
    }
    return found;
  }
}

package dev.pictor.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LookAlikesTest {
  private static float[] unit(float... values) {
    double norm = 0;
    for (float value : values) {
      norm += value * value;
    }
    float[] unit = values.clone();
    for (int i = 0; i < unit.length; i++) {
      unit[i] /= (float) Math.sqrt(norm);
    }
    return unit;
  }

  @Test
  void chains_areOneGroup_andTheRestStaysAlone() {
    // 0-2-4 hang together step by step; 1 and 3 are elsewhere.
    List<float[]> vectors =
        List.of(unit(1, 0), unit(0, 1), unit(1, 0.1f), unit(-1, 0), unit(1, 0.2f));

    assertThat(new LookAlikes(vectors, 0.99).groups(_ -> {})).containsExactly(List.of(0, 2, 4));
    assertThat(new LookAlikes(vectors, 0.999).groups(_ -> {})).isEmpty();
    assertThat(new LookAlikes(List.of(), 0.9).groups(_ -> {})).isEmpty();
  }

  @Test
  void groups_areJoinedByWhatComesLater() {
    List<float[]> vectors =
        List.of(unit(1, 0), unit(1, 0.2f), unit(0, 1), unit(1, 0.3f), unit(1, 0.1f));

    assertThat(new LookAlikes(vectors, 0.99).groups(_ -> {})).containsExactly(List.of(0, 1, 3, 4));
  }

  @Test
  void groups_areThoseOfPlainComparing_whateverTheDimension() {
    Random random = new Random(5);
    for (int dimension : new int[] {1, 31, 32, 33, 100}) {
      List<float[]> vectors = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        float[] values = new float[dimension];
        float[] base = i > 0 && random.nextInt(3) == 0 ? vectors.get(random.nextInt(i)) : values;
        for (int d = 0; d < dimension; d++) {
          values[d] = base[d] + (float) random.nextGaussian() * (base == values ? 1 : 0.02f);
        }
        vectors.add(unit(values));
      }
      AtomicLong told = new AtomicLong();

      List<List<Integer>> groups = new LookAlikes(vectors, 0.98).groups(told::addAndGet);

      assertThat(told).hasValue(300);
      assertThat(groups).isEqualTo(plain(vectors, 0.98));
    }
  }

  private static List<List<Integer>> plain(List<float[]> vectors, double alike) {
    List<List<Integer>> groups = new ArrayList<>();
    Set<Integer> placed = new TreeSet<>();
    for (int i = 0; i < vectors.size(); i++) {
      if (placed.contains(i)) {
        continue;
      }
      Set<Integer> group = new TreeSet<>(Set.of(i));
      List<Integer> open = new ArrayList<>(group);
      while (!open.isEmpty()) {
        float[] one = vectors.get(open.removeLast());
        for (int other = 0; other < vectors.size(); other++) {
          double distance = 0;
          for (int d = 0; d < one.length; d++) {
            distance += Math.pow(one[d] - vectors.get(other)[d], 2);
          }
          if (distance <= 2 - 2 * alike && group.add(other)) {
            open.add(other);
          }
        }
      }
      placed.addAll(group);
      if (group.size() > 1) {
        groups.add(List.copyOf(group));
      }
    }
    return groups;
  }
}

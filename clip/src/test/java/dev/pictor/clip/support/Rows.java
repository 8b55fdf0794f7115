package dev.pictor.clip.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.clip.Embedding;
import dev.pictor.clip.Npy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reference arrays row by row, and how far what we compute is from them.
public final class Rows {
  private Rows() {}

  public static List<float[]> floats(Npy array) {
    float[] all = array.floats();
    int width = all.length / array.shape()[0];
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < array.shape()[0]; i++) {
      rows.add(Arrays.copyOfRange(all, i * width, (i + 1) * width));
    }
    return rows;
  }

  public static List<int[]> ints(Npy array) {
    int[] all = array.ints();
    int width = array.shape()[1];
    List<int[]> rows = new ArrayList<>();
    for (int i = 0; i < array.shape()[0]; i++) {
      rows.add(Arrays.copyOfRange(all, i * width, (i + 1) * width));
    }
    return rows;
  }

  public static List<float[]> of(List<Embedding> embeddings) {
    return embeddings.stream().map(Embedding::toArray).toList();
  }

  public static List<float[]> normalized(List<float[]> rows) {
    return rows.stream().map(row -> Embedding.normalized("", row).toArray()).toList();
  }

  /// The largest difference of any value. (Cosines would hide a wrong activation or epsilon.)
  public static double maxDifference(List<float[]> actual, List<float[]> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    double largest = 0;
    for (int i = 0; i < actual.size(); i++) {
      assertThat(actual.get(i)).hasSameSizeAs(expected.get(i)).doesNotContain(Float.NaN);
      for (int j = 0; j < actual.get(i).length; j++) {
        largest = Math.max(largest, Math.abs(actual.get(i)[j] - expected.get(i)[j]));
      }
    }
    return largest;
  }
}

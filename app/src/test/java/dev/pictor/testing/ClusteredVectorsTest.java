package dev.pictor.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// That the vectors have what they are said to have, in the size that the bench uses.
class ClusteredVectorsTest {
  private static final int DIMENSION = 512;
  private static final int COUNT = 3_000;

  private static final ClusteredVectors VECTORS = new ClusteredVectors(1, DIMENSION);
  private static final List<float[]> PICTURES = VECTORS.pictures(COUNT);
  private static final List<float[]> TEXTS = VECTORS.texts(500);

  private final Random random = new Random(2);

  @Test
  void sameSeed_givesTheSame() {
    ClusteredVectors again = new ClusteredVectors(1, DIMENSION);

    for (float[] picture : PICTURES) {
      assertThat(again.picture()).isEqualTo(picture);
    }
    assertThat(again.text()).isEqualTo(TEXTS.getFirst());
    assertThat(new ClusteredVectors(2, DIMENSION).picture()).isNotEqualTo(PICTURES.getFirst());
  }

  @Test
  void all_haveNorm1() {
    for (float[] picture : PICTURES) {
      assertThat(product(picture, picture)).isCloseTo(1, within(1e-5));
    }
  }

  @Test
  void pictures_lieInACone_andTextsInAnother() {
    assertThat(mean(PICTURES, PICTURES)).isCloseTo(0.5, within(0.05));
    assertThat(mean(TEXTS, TEXTS)).isGreaterThan(0.6);
    assertThat(mean(TEXTS, PICTURES)).isCloseTo(0.16, within(0.05));
  }

  private double mean(List<float[]> ones, List<float[]> others) {
    double sum = 0;
    for (int i = 0; i < 20_000; i++) {
      sum +=
          product(ones.get(random.nextInt(ones.size())), others.get(random.nextInt(others.size())));
    }
    return sum / 20_000;
  }

  /// The participation ratio of the axes' variances: 512 if all were alike.
  @Test
  void variance_liesInFewDimensions() {
    double sum = 0;
    double squares = 0;
    for (int axis = 0; axis < DIMENSION; axis++) {
      int at = axis;
      double mean = PICTURES.stream().mapToDouble(v -> v[at]).average().orElseThrow();
      double variance =
          PICTURES.stream().mapToDouble(v -> (v[at] - mean) * (v[at] - mean)).sum() / COUNT;
      sum += variance;
      squares += variance * variance;
    }
    assertThat(sum * sum / squares).isBetween(40.0, 110.0);
  }

  @Test
  void aboutHalf_haveANearDuplicateBeforeThem_fewMoreAreVeryNear() {
    List<Double> withTheOneBefore = new ArrayList<>();
    for (int i = 1; i < COUNT; i++) {
      withTheOneBefore.add(product(PICTURES.get(i - 1), PICTURES.get(i)));
    }
    assertThat(share(withTheOneBefore, 0.94)).isBetween(0.35, 0.65);
    assertThat(share(withTheOneBefore, 0.999)).isBetween(0.05, 0.3);
  }

  private static double share(List<Double> similarities, double least) {
    return similarities.stream().filter(s -> s > least).count() / (double) similarities.size();
  }

  private static double product(float[] ones, float[] others) {
    double sum = 0;
    for (int i = 0; i < ones.length; i++) {
      sum += ones[i] * others[i];
    }
    return sum;
  }
}

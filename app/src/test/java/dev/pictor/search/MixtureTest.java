package dev.pictor.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pictor.clip.Embedding;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

final class MixtureTest {
  private static final Embedding ANY = Embedding.ofUnit("f", new float[] {1});

  /// 0 to 1 in steps of 0.01: 0.99 is seldom, and the spread is 0.29.
  private static Scale scale(float from) {
    float[] similarities = new float[101];
    for (int i = 0; i < similarities.length; i++) {
      similarities[i] = from + i / 100f;
    }
    return new Scale(similarities);
  }

  private static Mixture mixture(double... weights) {
    return Mixture.of(
        DoubleStream.of(weights)
            .mapToObj(weight -> new Mixture.Part("term", ANY, weight, scale(0)))
            .toList());
  }

  private static double score(Mixture mixture, double... cosines) {
    float[] values = new float[cosines.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) cosines[i];
    }
    return mixture.score(values);
  }

  @Test
  void scale_knowsWhatIsUsual() {
    Scale scale = scale(0);
    assertThat(scale.evidence(0.99)).isCloseTo(0, within(1e-6));
    assertThat(scale.evidence(0.99 + 0.29155)).isCloseTo(1, within(1e-3));
    assertThat(scale.percentile(-1)).isZero();
    assertThat(scale.percentile(0.505)).isCloseTo(51 / 101.0, within(1e-9));
    assertThat(scale.percentile(2)).isEqualTo(1);
    assertThat(new Scale(new float[] {0.5f, 0.5f}).evidence(0.5)).isZero();
  }

  @Test
  void scale_bringsTextsAndPicturesTogether() {
    assertThat(scale(0.5f).evidence(1.2f)).isCloseTo(scale(0).evidence(0.7f), within(1e-5));
  }

  @Test
  void oneTerm_isInTheOrderOfItsSimilarity_whateverItsWeight() {
    for (double weight : new double[] {1, 3}) {
      Mixture mixture = mixture(weight);
      assertThat(mixture.isPlain()).isTrue();
      assertThat(score(mixture, 0.6)).isGreaterThan(score(mixture, 0.5));
      assertThat(mixture.evidence(new float[] {0.7f}))
          .isCloseTo(scale(0).evidence(0.7f), within(1e-5));
    }
    assertThat(mixture(-1).isPlain()).isFalse();
    assertThat(mixture(1, 1).isPlain()).isFalse();
  }

  @Test
  void allThatIsWanted_hasToBeThere() {
    Mixture both = mixture(1, 1);
    assertThat(score(both, 0.7, 0.7)).isGreaterThan(score(both, 1.2, 0.2));
  }

  @Test
  void unwanted_countsOnlyWhereItIsSeen() {
    Mixture without = mixture(1, -1);
    double unseen = score(without, 0.9, -0.5);
    assertThat(score(without, 0.9, -0.9) - unseen).isLessThan(0.01);
    assertThat(unseen - score(without, 0.9, 1.2)).isGreaterThan(0.3);
    assertThat(score(mixture(-1), -0.5)).isGreaterThan(score(mixture(-1), 0.9));
  }

  @Test
  void weights_moveTheBalance() {
    double[] more = {1.1, 0.5};
    double[] less = {0.5, 1.1};
    assertThat(score(mixture(3, 1), more)).isGreaterThan(score(mixture(3, 1), less));
    assertThat(score(mixture(1, 3), more)).isLessThan(score(mixture(1, 3), less));
  }

  @Test
  void scores_stayProbabilitiesAtTheEdges() {
    for (double cosine : List.of(-1.0, 0.0, 1.0)) {
      Mixture mixture = mixture(100, -100);
      double score = score(mixture, cosine, -cosine);
      assertThat(score).isBetween(0.0, 1.0);
      assertThat(mixture.evidence(new float[] {(float) cosine, (float) -cosine})).isFinite();
    }
  }

  @Test
  void relevance_needsSomethingToBeThere_andKeepsWhatIsNear() {
    assertThat(Relevance.NORMAL.least(-0.21, 1_000)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Relevance.NORMAL.least(-0.2, 1_000)).isEqualTo(-0.7);
    assertThat(Relevance.NORMAL.least(2, 1_000)).isEqualTo(0.25);
    assertThat(Relevance.STRICT.least(2, 1_000)).isGreaterThan(Relevance.NORMAL.least(2, 1_000));
    assertThat(Relevance.STRICT.least(0.2, 1_000)).isEqualTo(Double.POSITIVE_INFINITY);
    // A hundred times as many pictures: more look right by chance.
    assertThat(Relevance.NORMAL.least(0.59, 100_000)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Relevance.NORMAL.least(0.61, 100_000)).isCloseTo(0.1, within(1e-9));
    assertThat(Relevance.NORMAL.least(-0.5, 10))
        .isEqualTo(Relevance.NORMAL.least(-0.5, 100))
        .isFinite();
    assertThat(Relevance.ALL.least(-3, 1_000)).isEqualTo(Double.NEGATIVE_INFINITY);
  }
}

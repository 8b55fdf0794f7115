package dev.pictor.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Unit vectors as CLIP makes them of a person's pictures and of words, without a model: what is
/// hard for an approximate index is in them. The same seed gives the same ones. `bench/search` uses
/// it too, so it knows nothing else.
///
/// - *Two cones.* All pictures share a mean direction, so that two that have nothing in common
///   have a cosine similarity of about 0.5; texts share another one (the modality gap: Liang et al.
///   2022, <https://arxiv.org/abs/2203.02053>; ellipsoids off the origin: Levi and Gilboa 2024,
///   <https://arxiv.org/abs/2411.14517>). What lies between the two is orthogonal to what pictures
///   differ in (<https://arxiv.org/abs/2603.29080>).
/// - *A decaying spectrum.* The variances along the axes fall as a power of their rank, the long
///   tail is next to noise (Grzywaczewski et al. 2026, <https://arxiv.org/abs/2605.14893>; a power
///   law: Agrawal et al. 2022, <https://arxiv.org/abs/2202.05808>).
/// - *Clusters of very different sizes and widths.* Sizes follow Zipf's law, as subjects in
///   natural collections do (Van Horn and Perona 2017, <https://arxiv.org/abs/1709.01450>): a few
///   subjects have thousands of pictures and most have a handful.
/// - *Bursts.* Half of the pictures come in groups of near duplicates, one after the other, with
///   cosine similarities from 0.95 to 0.9999.
/// - *Queries from elsewhere.* Texts are drawn beside the pictures' distribution, which is where
///   graphs built of pictures alone lose recall (Jaiswal et al. 2022,
///   <https://arxiv.org/abs/2211.12850>).
public final class ClusteredVectors {
  private static final int CLUSTERS = 1_000;

  /// Of the variances, by rank.
  private static final double DECAY = 0.8;

  /// Of a picture's variance about the mean, which is 1; the rest lies within clusters.
  private static final double BETWEEN_CLUSTERS = 0.6;

  /// The cosine similarity of the mean directions of pictures and texts.
  private static final double MEANS = 0.25;

  /// Among the ranks of the axes, the one along which pictures do not differ.
  private static final int GAP = 0;

  /// How much of a subject a text tells, beside what pictures of it share.
  private static final double TOLD = 0.5;

  private static final double NEW_BURST = 0.16;
  private static final double LAST_OF_BURST = 0.16;

  private final Random random;
  private final double[] deviations;
  private final double[] pictureMean;
  private final double[] textMean;
  private final double[][] centres;
  private final double[] widths;

  /// Of the clusters up to each, ending with 1.
  private final double[] shares;

  private double[] burst = {};
  private double burstDeviation;

  /// @param dimension 2 or more
  public ClusteredVectors(long seed, int dimension) {
    this.random = new Random(seed);
    this.deviations = deviations(dimension);
    this.pictureMean = direction();
    this.textMean = acrossTheGap(pictureMean);
    this.centres = new double[CLUSTERS][];
    this.widths = new double[CLUSTERS];
    this.shares = new double[CLUSTERS];
    double total = IntStream.rangeClosed(1, CLUSTERS).mapToDouble(rank -> 1.0 / rank).sum();
    double sum = 0;
    for (int cluster = 0; cluster < CLUSTERS; cluster++) {
      centres[cluster] = scatter(new double[dimension], Math.sqrt(BETWEEN_CLUSTERS));
      widths[cluster] = Math.sqrt(1 - BETWEEN_CLUSTERS) * Math.exp(0.25 * random.nextGaussian());
      sum += 1 / (total * (cluster + 1));
      shares[cluster] = sum;
    }
  }

  /// Of the axes; none along the one that tells texts from pictures.
  private double[] deviations(int dimension) {
    double[] variances =
        IntStream.range(1, dimension).mapToDouble(rank -> Math.pow(rank, -DECAY)).toArray();
    double total = Arrays.stream(variances).sum();
    List<Integer> ranks = new ArrayList<>(IntStream.range(0, dimension).boxed().toList());
    Collections.shuffle(ranks, random);
    return ranks.stream()
        .mapToDouble(rank -> rank == GAP ? 0 : Math.sqrt(variances[rank - 1] / total))
        .toArray();
  }

  /// In any direction but along the axis of the gap.
  private double[] direction() {
    double[] values = new double[deviations.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = deviations[i] == 0 ? 0 : random.nextGaussian();
    }
    return scaled(values, 1 / norm(values));
  }

  private double[] acrossTheGap(double[] mean) {
    double[] other = scaled(mean, MEANS);
    for (int i = 0; i < other.length; i++) {
      if (deviations[i] == 0) {
        other[i] = Math.sqrt(1 - MEANS * MEANS);
      }
    }
    return other;
  }

  /// The next picture, which may be much like the one before.
  public float[] picture() {
    if (burst.length > 0) {
      float[] one = unit(pictureMean, scatter(burst.clone(), burstDeviation));
      if (random.nextDouble() < LAST_OF_BURST) {
        burst = new double[0];
      }
      return one;
    }
    int cluster = cluster();
    double[] subject = scatter(centres[cluster].clone(), widths[cluster]);
    if (random.nextDouble() < NEW_BURST) {
      burst = subject;
      burstDeviation = Math.pow(10, random.nextDouble(-2, -0.65));
    }
    return unit(pictureMean, subject);
  }

  /// What somebody searches for.
  public float[] text() {
    int cluster = cluster();
    double[] subject = scatter(centres[cluster].clone(), widths[cluster]);
    return unit(textMean, scaled(subject, TOLD));
  }

  public List<float[]> pictures(int count) {
    return Stream.generate(this::picture).limit(count).toList();
  }

  public List<float[]> texts(int count) {
    return Stream.generate(this::text).limit(count).toList();
  }

  private int cluster() {
    int found = Arrays.binarySearch(shares, random.nextDouble());
    return Math.min(CLUSTERS - 1, found < 0 ? -found - 1 : found);
  }

  /// Adds to the values, along each axis by what is usual there.
  private double[] scatter(double[] values, double width) {
    for (int i = 0; i < values.length; i++) {
      values[i] += width * deviations[i] * random.nextGaussian();
    }
    return values;
  }

  private static float[] unit(double[] mean, double[] subject) {
    double[] sum = new double[mean.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = mean[i] + subject[i];
    }
    double norm = norm(sum);
    float[] values = new float[sum.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (sum[i] / norm);
    }
    return values;
  }

  private static double[] scaled(double[] values, double factor) {
    return Arrays.stream(values).map(value -> factor * value).toArray();
  }

  private static double norm(double[] values) {
    return Math.sqrt(product(values, values));
  }

  private static double product(double[] ones, double[] others) {
    double sum = 0;
    for (int i = 0; i < ones.length; i++) {
      sum += ones[i] * others[i];
    }
    return sum;
  }
}

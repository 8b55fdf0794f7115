package dev.pictor.search;

import dev.pictor.clip.Embedding;
import java.util.ArrayList;
import java.util.List;

/// Several terms as one: a picture that shows all of the wanted and nothing of the unwanted.
///
/// Each term's similarity becomes evidence on its [Scale], that the probability `σ(evidence + 1)`
/// that the picture shows it, and the weighted geometric mean of these is the score: a product of
/// experts (Hinton 2002, <https://doi.org/10.1162/089976602760128018>). With one term the order is
/// that of its cosine similarity. What is unwanted only counts where it is seen: a picture does not
/// get better by showing even less of it, as it does where vectors are subtracted.
///
/// Pictures that were marked add their [Examples#evidence] to that of the score.
///
/// @param parts none where nothing but a filter is asked for
/// @param examples none where there are no parts
public record Mixture(List<Part> parts, Examples examples) {
  /// @param label for people
  /// @param weight not 0; negative for what is unwanted
  public record Part(String label, Embedding embedding, double weight, Scale scale) {}

  public Mixture {
    parts = List.copyOf(parts);
  }

  /// Without marks.
  public static Mixture of(List<Part> parts) {
    return new Mixture(parts, Examples.NONE);
  }

  /// What pictures are compared with: the parts, then the examples.
  public List<Embedding> embeddings() {
    List<Embedding> all = new ArrayList<>();
    parts.forEach(part -> all.add(part.embedding()));
    all.addAll(examples.good());
    all.addAll(examples.bad());
    return all;
  }

  /// Of a picture and each of [#embeddings].
  float[] cosines(Embedding picture) {
    List<Embedding> all = embeddings();
    float[] cosines = new float[all.size()];
    for (int i = 0; i < cosines.length; i++) {
      cosines[i] = (float) all.get(i).cosineSimilarity(picture);
    }
    return cosines;
  }

  /// Whether its order is that of one cosine similarity.
  boolean isPlain() {
    return parts.size() == 1 && parts.getFirst().weight() > 0 && examples.isEmpty();
  }

  /// In (0, 1), higher is better.
  ///
  /// @param cosines of a picture and each of [#embeddings]
  public double score(float[] cosines) {
    if (examples.isEmpty()) {
      return scoreOfParts(cosines);
    }
    double marked = evidence(scoreOfParts(cosines)) + examples.evidence(cosines, parts.size());
    return Math.exp(logSigmoid(marked + 1));
  }

  private double scoreOfParts(float[] cosines) {
    double logarithm = 0;
    double wanted = 0;
    double all = 0;
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      double seen = part.scale().evidence(cosines[i]) + 1;
      double weight = Math.abs(part.weight());
      logarithm += weight * logSigmoid(part.weight() > 0 ? seen : -seen);
      wanted += Math.max(0, part.weight());
      all += weight;
    }
    return Math.exp(logarithm / (wanted > 0 ? wanted : all));
  }

  /// What its score stands for: with one term, the evidence of its similarity.
  double evidence(float[] cosines) {
    return evidence(score(cosines));
  }

  private static double evidence(double score) {
    double bounded = Math.clamp(score, 1e-12, 1 - 1e-12);
    return Math.log(bounded / (1 - bounded)) - 1;
  }

  private static double logSigmoid(double x) {
    return x >= 0 ? -Math.log1p(Math.exp(-x)) : x - Math.log1p(Math.exp(x));
  }
}

package dev.pictor.search;

import dev.pictor.clip.Embedding;
import java.util.List;

/// Several terms as one: a picture that shows all of the wanted and nothing of the unwanted.
///
/// Each term's similarity becomes evidence on its [Scale], that the probability `σ(evidence + 1)`
/// that the picture shows it, and the weighted geometric mean of these is the score: a product of
/// experts (Hinton 2002, <https://doi.org/10.1162/089976602760128018>). With one term the order is
/// that of its cosine similarity. What is unwanted only counts where it is seen: a picture does not
/// get better by showing even less of it, as it does where vectors are subtracted.
///
/// @param parts none where nothing but a filter is asked for
public record Mixture(List<Part> parts) {
  /// @param label for people
  /// @param weight not 0; negative for what is unwanted
  public record Part(String label, Embedding embedding, double weight, Scale scale) {}

  public Mixture {
    parts = List.copyOf(parts);
  }

  public List<Embedding> embeddings() {
    return parts.stream().map(Part::embedding).toList();
  }

  /// Of a picture and each part.
  float[] cosines(Embedding picture) {
    float[] cosines = new float[parts.size()];
    for (int i = 0; i < cosines.length; i++) {
      cosines[i] = (float) parts.get(i).embedding().cosineSimilarity(picture);
    }
    return cosines;
  }

  /// Whether its order is that of one cosine similarity.
  boolean isPlain() {
    return parts.size() == 1 && parts.getFirst().weight() > 0;
  }

  /// In (0, 1), higher is better.
  ///
  /// @param cosines of a picture and each part
  public double score(float[] cosines) {
    double logarithm = 0;
    double wanted = 0;
    double all = 0;
    for (int i = 0; i < cosines.length; i++) {
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
    double bounded = Math.clamp(score(cosines), 1e-12, 1 - 1e-12);
    return Math.log(bounded / (1 - bounded)) - 1;
  }

  private static double logSigmoid(double x) {
    return x >= 0 ? -Math.log1p(Math.exp(-x)) : x - Math.log1p(Math.exp(x));
  }
}

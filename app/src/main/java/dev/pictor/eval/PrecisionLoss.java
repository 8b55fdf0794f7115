package dev.pictor.eval;

import dev.pictor.clip.Embedding;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// What embeddings of a lower precision lose: how far they are from the exact ones, and how many of
/// the first pictures of a search stay the same.
///
/// @param largestDifference between a value and the exact one, of all pictures
/// @param medianCosine similarity of a picture's two embeddings, in [-1, 1]
/// @param lowestCosine the same of the picture that changes most
/// @param overlap share of the first [#DEPTH] pictures of a search that both precisions find, the
///     mean of all searches, in [0, 1]
public record PrecisionLoss(
    double largestDifference, double medianCosine, double lowestCosine, double overlap) {
  /// So many of the first pictures are compared, fewer where there are fewer.
  public static final int DEPTH = 10;

  /// The embeddings of the same things in both precisions.
  public record Both(List<Embedding> exact, List<Embedding> rounded) {
    public Both {
      exact = List.copyOf(exact);
      rounded = List.copyOf(rounded);
      if (exact.size() != rounded.size()) {
        throw new IllegalArgumentException(
            "%d exact embeddings and %d others".formatted(exact.size(), rounded.size()));
      }
    }
  }

  /// Searches the pictures with texts.
  ///
  /// @param pictures one or more
  /// @param texts one or more
  public static PrecisionLoss ofTexts(Both pictures, Both texts) {
    return of(
        pictures,
        IntStream.range(0, texts.exact.size())
            .mapToDouble(i -> overlap(pictures, texts.exact.get(i), texts.rounded.get(i), -1))
            .average()
            .orElseThrow());
  }

  /// Searches the pictures with each of them for the others.
  ///
  /// @param pictures two or more
  public static PrecisionLoss ofPictures(Both pictures) {
    return of(
        pictures,
        IntStream.range(0, pictures.exact.size())
            .mapToDouble(i -> overlap(pictures, pictures.exact.get(i), pictures.rounded.get(i), i))
            .average()
            .orElseThrow());
  }

  private static PrecisionLoss of(Both pictures, double overlap) {
    double largest = 0;
    double[] cosines = new double[pictures.exact.size()];
    for (int i = 0; i < cosines.length; i++) {
      float[] exact = pictures.exact.get(i).toArray();
      float[] rounded = pictures.rounded.get(i).toArray();
      for (int j = 0; j < exact.length; j++) {
        largest = Math.max(largest, Math.abs((double) exact[j] - rounded[j]));
      }
      cosines[i] = pictures.exact.get(i).cosineSimilarity(pictures.rounded.get(i));
    }
    Arrays.sort(cosines);
    return new PrecisionLoss(largest, cosines[cosines.length / 2], cosines[0], overlap);
  }

  private static double overlap(Both pictures, Embedding exact, Embedding rounded, int itself) {
    Set<Integer> expected = first(pictures.exact, exact, itself);
    Set<Integer> found = new HashSet<>(first(pictures.rounded, rounded, itself));
    found.retainAll(expected);
    return found.size() / (double) expected.size();
  }

  /// The places of the pictures that are nearest.
  ///
  /// @param itself the place of one that is not among them
  private static Set<Integer> first(List<Embedding> pictures, Embedding query, int itself) {
    return new HashSet<>(
        IntStream.range(0, pictures.size())
            .filter(i -> i != itself)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -pictures.get(i).cosineSimilarity(query)))
            .limit(DEPTH)
            .toList());
  }
}

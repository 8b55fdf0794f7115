package dev.pictor.eval;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What an evaluation comes to, for all lines or those of one category. Shares are in [0, 1].
public sealed interface Figures {
  /// How near the top each caption's own picture is, counted as CLIP_benchmark's
  /// `zeroshot_retrieval` does (its `image_retrieval_recall`).
  ///
  /// @param captions how many there are; each is a query of its own
  /// @param recallAt1 share of captions whose own picture comes first
  /// @param recallAt5 share whose own picture is among the first 5
  /// @param recallAt10 share whose own picture is among the first 10
  /// @param medianRank of the own pictures, from 1; between two in the middle, their mean
  record Recall(
      int captions, double recallAt1, double recallAt5, double recallAt10, double medianRank)
      implements Figures {
    /// @param ranks of the own pictures, from 1; one or more
    static Recall of(List<Integer> ranks) {
      List<Integer> sorted = ranks.stream().sorted().toList();
      int middle = sorted.size() / 2;
      return new Recall(
          sorted.size(),
          share(sorted, 1),
          share(sorted, 5),
          share(sorted, 10),
          sorted.size() % 2 == 1
              ? sorted.get(middle)
              : (sorted.get(middle - 1) + sorted.get(middle)) / 2.0);
    }

    private static double share(List<Integer> ranks, int k) {
      return ranks.stream().filter(rank -> rank <= k).count() / (double) ranks.size();
    }
  }

  /// How many of the first `k` pictures are right.
  ///
  /// @param queries those that count: they have `k` right pictures or more: 1 can be reached
  /// @param tooFewRight the other queries
  /// @param precisionAtK the mean over the queries that count; null where none does
  record Precision(int queries, int tooFewRight, @Nullable Double precisionAtK) implements Figures {
    static Precision of(List<QueryResult> results) {
      List<Double> counted =
          results.stream().map(QueryResult::precisionAtK).flatMap(Precision::some).toList();
      return new Precision(
          counted.size(),
          results.size() - counted.size(),
          counted.isEmpty()
              ? null
              : counted.stream().mapToDouble(Double::doubleValue).average().orElseThrow());
    }

    private static Stream<Double> some(@Nullable Double value) {
      return Stream.ofNullable(value);
    }
  }

  /// Whether what is called relevant is right: by [dev.pictor.search.Relevance#NORMAL], and by the
  /// one threshold of the cosine similarity that does best over all queries.
  ///
  /// @param queries how many there are
  /// @param threshold of the flat one
  record Cutoff(int queries, Cases adaptive, Cases flat, double threshold) implements Figures {}

  /// Each query is asked three times.
  ///
  /// @param none without the pictures that are right for it
  /// @param few with at most 5 of them
  /// @param many with all of them, where there are 10 or more
  record Cases(PrecisionRecall none, PrecisionRecall few, PrecisionRecall many) {
    /// The mean of the three.
    public double meanF() {
      return (none.f() + few.f() + many.f()) / 3;
    }
  }

  /// Means over queries, in [0, 1]; 0 where there is no query.
  ///
  /// @param precision share of right ones among what is called relevant; 1 where nothing is
  /// @param recall share of the right ones that are called relevant; 1 where there are none
  /// @param f their balance, `(2 tp + 1) / (tp + fp + right + 1)`: 1 where nothing is right and
  ///     nothing is called so, and 1/2 where one is
  record PrecisionRecall(double precision, double recall, double f) {}

  /// How well two terms are mixed: the mean over pairs of the average precision (the mean of the
  /// precision at each right picture).
  ///
  /// @param pairs how many there are
  /// @param mixed as `search` mixes them
  /// @param added where the vectors are added or subtracted
  record Mixing(int pairs, double mixed, double added) implements Figures {
    static Mixing of(List<MixingResult> results) {
      return new Mixing(
          results.size(),
          results.stream().mapToDouble(MixingResult::mixed).average().orElse(0),
          results.stream().mapToDouble(MixingResult::added).average().orElse(0));
    }
  }

  /// How many of hits `k + 1` to `2 k` are right: those that come behind the first `k`, and those
  /// that come when the first `k` are marked as they are right or wrong.
  ///
  /// @param queries those with `2 k` right pictures or more
  record Feedback(int queries, double unmarked, double marked) implements Figures {
    static Feedback of(List<FeedbackResult> results) {
      return new Feedback(
          results.size(),
          results.stream().mapToDouble(FeedbackResult::unmarked).average().orElse(0),
          results.stream().mapToDouble(FeedbackResult::marked).average().orElse(0));
    }
  }

  /// How often a picture prefers the right one of two captions; by chance 0.5.
  ///
  /// @param accuracy share of pairs whose right caption scores higher; a tie is wrong
  record Binding(int pairs, double accuracy) implements Figures {
    /// @param better for each pair whether the right one scores higher; one or more
    static Binding of(List<Boolean> better) {
      return new Binding(
          better.size(), better.stream().filter(b -> b).count() / (double) better.size());
    }
  }
}

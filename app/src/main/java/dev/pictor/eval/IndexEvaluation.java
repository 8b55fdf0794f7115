package dev.pictor.eval;

import dev.pictor.clip.Embedding;
import dev.pictor.store.Filter;
import dev.pictor.store.Neighbor;
import dev.pictor.store.Neighbors;
import dev.pictor.store.PictureStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Compares what a collection's index finds with what comparing all pictures finds.
public final class IndexEvaluation {
  /// What Java and a server learn at first is not counted.
  private static final int UNCOUNTED = 20;

  /// Stores compute similarities that differ by less.
  private static final double SAME = 1e-6;

  private final PictureStore store;
  private final PictureStore exact;
  private final TextProgress progress;
  private final BooleanSupplier stopRequested;

  /// @param store as users search it
  /// @param exact the same collection, opened so that every search compares all
  /// @param progress hears how many searches are done, of how many
  /// @param stopRequested asked often; once true, there will be no report
  public IndexEvaluation(
      PictureStore store,
      PictureStore exact,
      TextProgress progress,
      BooleanSupplier stopRequested) {
    this.store = store;
    this.exact = exact;
    this.progress = progress;
    this.stopRequested = stopRequested;
  }

  /// @param queries one or more
  /// @param k 1 to [PictureStore#MAX_K]
  /// @return empty if it was stopped
  public Optional<IndexReport> compare(List<Embedding> queries, int k) {
    Optional<Answers> found = ask(store, queries, k, 0);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    return ask(exact, queries, k, queries.size()).map(right -> report(k, found.get(), right));
  }

  /// @param millis of each query
  private record Answers(List<Neighbors> neighbors, double[] millis) {}

  private Optional<Answers> ask(PictureStore asked, List<Embedding> queries, int k, int done) {
    queries.stream()
        .limit(UNCOUNTED)
        .takeWhile(_ -> !stopRequested.getAsBoolean())
        .forEach(query -> asked.nearest(query, Filter.all(), k));
    List<Neighbors> neighbors = new ArrayList<>();
    double[] millis = new double[queries.size()];
    for (Embedding query : queries) {
      if (stopRequested.getAsBoolean()) {
        return Optional.empty();
      }
      long start = System.nanoTime();
      Neighbors nearest = asked.nearest(query, Filter.all(), k);
      millis[neighbors.size()] = (System.nanoTime() - start) / 1e6;
      neighbors.add(nearest);
      progress.update(done + neighbors.size(), 2 * queries.size());
    }
    return Optional.of(new Answers(neighbors, millis));
  }

  private static IndexReport report(int k, Answers found, Answers right) {
    int approximate = 0;
    double sum = 0;
    double worst = 1;
    for (int i = 0; i < found.neighbors().size(); i++) {
      Neighbors answer = found.neighbors().get(i);
      if (!right.neighbors().get(i).exact()) {
        throw new IllegalStateException("The store was to compare all pictures and did not.");
      }
      double recall = recall(answer.hits(), right.neighbors().get(i).hits());
      approximate += answer.exact() ? 0 : 1;
      sum += recall;
      worst = Math.min(worst, recall);
    }
    return new IndexReport(
        k,
        found.neighbors().size(),
        approximate,
        sum / found.neighbors().size(),
        worst,
        IndexReport.Times.of(found.millis()),
        IndexReport.Times.of(right.millis()));
  }

  /// Of pictures that tie for the last place any is right.
  private static double recall(List<Neighbor> found, List<Neighbor> right) {
    if (right.isEmpty()) {
      return 1;
    }
    double last = right.getLast().cosineSimilarity() - SAME;
    long near = found.stream().filter(hit -> hit.cosineSimilarity() >= last).count();
    return Math.min(1, near / (double) right.size());
  }
}

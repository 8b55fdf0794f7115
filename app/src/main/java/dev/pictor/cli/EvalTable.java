package dev.pictor.cli;

import dev.pictor.cli.EvalRun.Evaluated;
import dev.pictor.eval.Figures;
import dev.pictor.eval.QueryResult;
import dev.pictor.store.PictureStore;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What `eval` prints for people: a line for each category and one for all.
final class EvalTable {
  /// So many of the weakest queries are named.
  private static final int WEAKEST = 5;

  private final PrintStream out;

  EvalTable(PrintStream out) {
    this.out = out;
  }

  void print(Evaluated evaluated) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(heading(evaluated));
    evaluated
        .report()
        .categories()
        .forEach((category, figures) -> rows.add(row(Printable.line(category), figures)));
    rows.add(row("all", evaluated.report().total()));
    align(rows).forEach(out::println);
    weakest(evaluated.report().queries());
    notes(evaluated);
  }

  private static List<String> heading(Evaluated evaluated) {
    return switch (evaluated.report().total()) {
      case Figures.Recall _ -> List.of("", "captions", "R@1", "R@5", "R@10", "median rank");
      case Figures.Precision _ -> List.of("", "queries", "P@" + evaluated.depth());
      case Figures.Cutoff _ ->
          List.of(
              "",
              "queries",
              "none: F",
              "few: P",
              "R",
              "F",
              "many: P",
              "R",
              "F",
              "mean F",
              "flat: none",
              "few",
              "many",
              "mean F");
      case Figures.Mixing _ -> List.of("", "pairs", "AP mixed", "AP of added vectors");
      case Figures.Feedback _ ->
          List.of("", "queries", "P@%d behind".formatted(evaluated.depth()), "with marks");
      case Figures.Binding _ -> List.of("", "pairs", "right preferred");
    };
  }

  private static List<String> row(String category, Figures figures) {
    return switch (figures) {
      case Figures.Recall recall ->
          List.of(
              category,
              "%,d".formatted(recall.captions()),
              share(recall.recallAt1()),
              share(recall.recallAt5()),
              share(recall.recallAt10()),
              rank(recall.medianRank()));
      case Figures.Precision precision ->
          List.of(category, "%,d".formatted(precision.queries()), share(precision.precisionAtK()));
      case Figures.Cutoff cutoff ->
          List.of(
              category,
              "%,d".formatted(cutoff.queries()),
              share(cutoff.adaptive().none().f()),
              share(cutoff.adaptive().few().precision()),
              share(cutoff.adaptive().few().recall()),
              share(cutoff.adaptive().few().f()),
              share(cutoff.adaptive().many().precision()),
              share(cutoff.adaptive().many().recall()),
              share(cutoff.adaptive().many().f()),
              share(cutoff.adaptive().meanF()),
              share(cutoff.flat().none().f()),
              share(cutoff.flat().few().f()),
              share(cutoff.flat().many().f()),
              share(cutoff.flat().meanF()));
      case Figures.Mixing mixing ->
          List.of(
              category,
              "%,d".formatted(mixing.pairs()),
              share(mixing.mixed()),
              share(mixing.added()));
      case Figures.Feedback feedback ->
          List.of(
              category,
              "%,d".formatted(feedback.queries()),
              share(feedback.unmarked()),
              share(feedback.marked()));
      case Figures.Binding binding ->
          List.of(category, "%,d".formatted(binding.pairs()), share(binding.accuracy()));
    };
  }

  private static String share(@Nullable Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%.3f", value);
  }

  private static String rank(double rank) {
    return rank > PictureStore.MAX_K
        ? "over %,d".formatted(PictureStore.MAX_K)
        : String.format(Locale.ROOT, rank == Math.rint(rank) ? "%.0f" : "%.1f", rank);
  }

  /// The first column to the left, the others to the right.
  private static List<String> align(List<List<String>> rows) {
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        int index = column;
        int width = rows.stream().mapToInt(other -> other.get(index).length()).max().orElse(0);
        String padding = " ".repeat(width - row.get(column).length());
        line.append(column == 0 ? row.get(column) + padding : "  " + padding + row.get(column));
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private void weakest(List<QueryResult> queries) {
    List<String> weakest = new ArrayList<>();
    queries.stream()
        .filter(query -> query.precisionAtK() != null && query.precisionAtK() < 1)
        .sorted(Comparator.comparingDouble(query -> orOne(query.precisionAtK())))
        .limit(WEAKEST)
        .forEach(
            query ->
                weakest.add(
                    "%s (%s)"
                        .formatted(Printable.line(query.query()), share(query.precisionAtK()))));
    if (!weakest.isEmpty()) {
      out.println("weakest: " + String.join(", ", weakest));
    }
  }

  private static double orOne(@Nullable Double value) {
    return value == null ? 1 : value;
  }

  private void notes(Evaluated evaluated) {
    out.println("%,d pictures searched".formatted(evaluated.corpus().pictures()));
    if (evaluated.report().total() instanceof Figures.Cutoff cutoff) {
      out.println(
          "flat: what scores %.3f or more, the best such threshold here; all: the mean of the categories"
              .formatted(cutoff.threshold()));
    }
    if (evaluated.report().total() instanceof Figures.Precision precision
        && precision.tooFewRight() > 0) {
      out.println(
          "%,d queries do not count: fewer than %d right pictures"
              .formatted(precision.tooFewRight(), evaluated.depth()));
    }
    if (!evaluated.corpus().leftOut().isEmpty()) {
      out.println(
          "%,d of %,d lines left out: their picture could not be read"
              .formatted(evaluated.corpus().leftOut().size(), evaluated.file().lines().size()));
    }
  }
}

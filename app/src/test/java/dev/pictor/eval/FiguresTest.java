package dev.pictor.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Against values that are counted by hand.
class FiguresTest {
  @Test
  void recall_countsTheRanksUpToEachDepth() {
    Figures.Recall recall = Figures.Recall.of(List.of(11, 1, 5, 6, 1, 10, 2, 100));

    assertThat(recall).isEqualTo(new Figures.Recall(8, 2 / 8.0, 4 / 8.0, 6 / 8.0, 5.5));
  }

  @Test
  void medianRank_ofAnOddNumberIsTheMiddleOne() {
    assertThat(Figures.Recall.of(List.of(30, 2, 7)).medianRank()).isEqualTo(7);
    assertThat(Figures.Recall.of(List.of(4)).medianRank()).isEqualTo(4);
  }

  @Test
  void precision_isTheMeanOverTheQueriesThatCount() {
    Figures.Precision precision =
        Figures.Precision.of(List.of(query("a", 0.25), query("b", null), query("c", 1.0)));

    assertThat(precision).isEqualTo(new Figures.Precision(2, 1, 0.625));
    assertThat(Figures.Precision.of(List.of(query("b", null))))
        .isEqualTo(new Figures.Precision(0, 1, null));
  }

  @Test
  void binding_isTheShareOfRightChoices() {
    assertThat(Figures.Binding.of(List.of(true, false, true, true)))
        .isEqualTo(new Figures.Binding(4, 0.75));
  }

  @Test
  void report_groupsByCategoryInTheOrderOfTheFile_andCountsAllInTheTotal() {
    Report report =
        Report.of(
            List.of("poses:1", "things:1", "poses:0", ":0"),
            line -> line.substring(0, line.indexOf(':')),
            lines -> Figures.Binding.of(lines.stream().map(l -> l.endsWith("1")).toList()),
            List.of());

    assertThat(report.total()).isEqualTo(new Figures.Binding(4, 0.5));
    assertThat(report.categories())
        .containsExactly(
            Map.entry("poses", new Figures.Binding(2, 0.5)),
            Map.entry("things", new Figures.Binding(1, 1.0)));
  }

  private static QueryResult query(String text, @Nullable Double value) {
    return new QueryResult(text, "", 9, value);
  }
}

package dev.pictor.eval;

import dev.pictor.eval.CutoffResult.Asked;
import dev.pictor.eval.Figures.Cases;
import dev.pictor.eval.Figures.Cutoff;
import dev.pictor.eval.Figures.PrecisionRecall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The figures of [Form#CUTOFF]. Categories count alike, whatever number of queries they have.
final class CutoffReport {
  private final Map<String, List<CutoffResult>> parts;

  private CutoffReport(List<CutoffResult> results) {
    this.parts =
        results.stream()
            .collect(
                Collectors.groupingBy(
                    CutoffResult::category, LinkedHashMap::new, Collectors.toList()));
  }

  static Report of(List<CutoffResult> results) {
    return new CutoffReport(results).report();
  }

  private Report report() {
    int best = 0;
    for (int i = 0; i < CutoffResult.THRESHOLDS; i++) {
      if (total(flat(i)).meanF() > total(flat(best)).meanF()) {
        best = i;
      }
    }
    Map<String, Figures> categories = new LinkedHashMap<>();
    for (var part : parts.entrySet()) {
      if (!part.getKey().isEmpty()) {
        categories.put(part.getKey(), cutoff(part.getValue(), best));
      }
    }
    int queries = parts.values().stream().mapToInt(List::size).sum();
    return new Report(
        new Cutoff(
            queries, total(Asked::adaptive), total(flat(best)), CutoffResult.threshold(best)),
        categories,
        List.of());
  }

  private static Function<Asked, PrecisionRecall> flat(int index) {
    return asked -> asked.flat().get(index);
  }

  private static Cutoff cutoff(List<CutoffResult> results, int flat) {
    return new Cutoff(
        results.size(),
        cases(results, Asked::adaptive),
        cases(results, flat(flat)),
        CutoffResult.threshold(flat));
  }

  /// The mean of the categories.
  private Cases total(Function<Asked, PrecisionRecall> share) {
    List<Cases> cases = parts.values().stream().map(part -> cases(part, share)).toList();
    List<Cases> withMany =
        parts.values().stream()
            .filter(part -> part.stream().anyMatch(result -> result.many() != null))
            .map(part -> cases(part, share))
            .toList();
    return new Cases(
        mean(cases.stream().map(Cases::none).toList()),
        mean(cases.stream().map(Cases::few).toList()),
        mean(withMany.stream().map(Cases::many).toList()));
  }

  private static Cases cases(List<CutoffResult> results, Function<Asked, PrecisionRecall> share) {
    return new Cases(
        mean(results.stream().map(result -> share.apply(result.none())).toList()),
        mean(results.stream().map(result -> share.apply(result.few())).toList()),
        mean(
            results.stream().map(CutoffResult::many).filter(Objects::nonNull).map(share).toList()));
  }

  private static PrecisionRecall mean(List<PrecisionRecall> shares) {
    return new PrecisionRecall(
        shares.stream().mapToDouble(PrecisionRecall::precision).average().orElse(0),
        shares.stream().mapToDouble(PrecisionRecall::recall).average().orElse(0),
        shares.stream().mapToDouble(PrecisionRecall::f).average().orElse(0));
  }
}

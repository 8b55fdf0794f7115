package dev.pictor.eval;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The figures of an evaluation.
///
/// @param total of all lines
/// @param categories of each category, in the order of the file; empty where no line has one
/// @param queries each query of [Form#QUERIES], in the order of the file; else empty
public record Report(Figures total, Map<String, Figures> categories, List<QueryResult> queries) {
  public Report {
    categories = Collections.unmodifiableMap(new LinkedHashMap<>(categories));
    queries = List.copyOf(queries);
  }

  /// @param category of a result, empty where there is none
  /// @param figures of one result or more
  static <T> Report of(
      List<T> results,
      Function<T, String> category,
      Function<List<T>, Figures> figures,
      List<QueryResult> queries) {
    Map<String, Figures> categories = new LinkedHashMap<>();
    results.stream()
        .filter(result -> !category.apply(result).isEmpty())
        .collect(Collectors.groupingBy(category, LinkedHashMap::new, Collectors.toList()))
        .forEach((name, part) -> categories.put(name, figures.apply(part)));
    return new Report(figures.apply(results), categories, queries);
  }
}

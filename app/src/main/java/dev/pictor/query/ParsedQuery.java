package dev.pictor.query;

import dev.pictor.store.Filter;
import java.util.List;
import java.util.regex.Pattern;

/// A query as it was understood.
///
/// @param filter what all that are found pass
/// @param parts what can be taken away from it, in the order of the query
/// @param terms may be empty: then every picture that the filter lets through is meant
/// @param hints what may have been meant otherwise, for people; mostly empty
public record ParsedQuery(
    List<Term> terms, Filter filter, List<QueryPart> parts, Order order, List<String> hints) {
  private static final Pattern AND_LAST = Pattern.compile("(?:^|\\s)AND$");
  private static final Pattern AND_FIRST = Pattern.compile("^AND(?:\\s+|$)");
  private static final Pattern PLUS_FIRST = Pattern.compile("^\\+\\s+");

  public ParsedQuery {
    terms = List.copyOf(terms);
    parts = List.copyOf(parts);
    hints = List.copyOf(hints);
  }

  /// The filters as they were typed, for people.
  public List<String> filterTexts() {
    return parts.stream().filter(QueryPart::isFilter).map(QueryPart::text).toList();
  }

  /// The text of the query without one of its parts, and without an `AND` or `+` that has nothing
  /// to combine then. Filters that come to stand next to each other do not become another filter.
  ///
  /// @param text of this query
  public String without(QueryPart part, String text) {
    boolean several =
        parts.stream().filter(each -> each.isFilter() && !each.equals(part)).count() > 1;
    StringBuilder before = new StringBuilder();
    StringBuilder behind = new StringBuilder();
    int from = 0;
    for (QueryPart each : parts) {
      StringBuilder rest = each.start() <= part.start() ? before : behind;
      rest.append(text, from, each.start());
      if (!each.equals(part)) {
        boolean isLoose = several && each.kind() == QueryPart.Kind.ALTERNATIVES;
        rest.append(isLoose ? "(" + each.text() + ")" : each.text());
      }
      from = each.end();
    }
    behind.append(text.substring(from));
    return joined(before.toString().strip(), behind.toString().strip(), part.isFilter());
  }

  private static String joined(String before, String behind, boolean combined) {
    String start = combined ? AND_LAST.matcher(before).replaceFirst("") : before;
    String end =
        combined && start.equals(before) ? AND_FIRST.matcher(behind).replaceFirst("") : behind;
    return PLUS_FIRST.matcher((start.strip() + " " + end).strip()).replaceFirst("");
  }
}

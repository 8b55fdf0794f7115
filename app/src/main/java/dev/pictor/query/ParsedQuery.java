package dev.pictor.query;

import dev.pictor.store.Filter;
import java.util.List;

/// A query as it was understood.
///
/// @param filter what all that are found pass
/// @param filterTexts its parts as they were typed, for people
/// @param terms may be empty: then every picture that the filter lets through is meant
/// @param hints what may have been meant otherwise, for people; mostly empty
public record ParsedQuery(
    List<Term> terms, Filter filter, List<String> filterTexts, Order order, List<String> hints) {
  public ParsedQuery {
    terms = List.copyOf(terms);
    filterTexts = List.copyOf(filterTexts);
    hints = List.copyOf(hints);
  }
}

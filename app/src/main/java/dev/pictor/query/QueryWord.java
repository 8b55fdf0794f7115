package dev.pictor.query;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A word of the language that stands before a `:`, for whoever helps people to type it.
///
/// @param name without the `:`
/// @param meaning one line for people
/// @param choices what may stand behind the `:`; empty if that is not one of few
public record QueryWord(String name, String meaning, List<String> choices) {
  private static final List<QueryWord> ALL =
      Stream.concat(
              Arrays.stream(FilterWord.values())
                  .map(filter -> new QueryWord(filter.word(), filter.meaning(), filter.choices())),
              Stream.of(
                  new QueryWord(
                      "sort",
                      "in another order",
                      Arrays.stream(Order.values())
                          .map(order -> order.name().toLowerCase(Locale.ROOT))
                          .toList())))
          .toList();

  public QueryWord {
    choices = List.copyOf(choices);
  }

  /// The filters, and `sort`.
  public static List<QueryWord> all() {
    return ALL;
  }
}

package dev.pictor.web.view;

import java.util.List;

/// What may be meant by what is in the search box so far.
///
/// @param options best first
public record Suggestions(List<Option> options) {
  public Suggestions {
    options = List.copyOf(options);
  }

  /// One of them.
  ///
  /// @param kind for the style sheet and for people: `recent`, `saved`, `filter` or `value`
  /// @param text what is suggested
  /// @param note what it means; may be empty
  /// @param query the whole text of the box with it
  /// @param isComplete whether it can be searched for as it is
  public record Option(String kind, String text, String note, String query, boolean isComplete) {}
}

package dev.pictor.query;

import org.jspecify.annotations.Nullable;

/// A part of a query that stands by itself: taking it away leaves a query that can be understood.
/// Words are none, since filters may stand between those of one term.
///
/// @param text as it was typed
/// @param start of its first character in the query
/// @param end behind its last
/// @param term what a [Kind#PICTURE] asks for; for the others null
public record QueryPart(Kind kind, String text, int start, int end, @Nullable Term term) {
  /// What it is.
  public enum Kind {
    /// All pictures that are found pass it.
    FILTER,
    /// As [#FILTER], with an `OR` and without parentheses around: `type:png OR type:gif`.
    ALTERNATIVES,
    ORDER,
    /// A term that names a picture, with the `+` or `-` before it.
    PICTURE
  }

  boolean isFilter() {
    return kind == Kind.FILTER || kind == Kind.ALTERNATIVES;
  }
}

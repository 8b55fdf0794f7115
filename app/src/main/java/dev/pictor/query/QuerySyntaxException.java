package dev.pictor.query;

import dev.pictor.PictorException;

/// A query that breaks the rules of the language. The message says what is wrong; where it is wrong
/// is told apart, since a terminal and a page show that differently.
public final class QuerySyntaxException extends PictorException {
  private final String query;
  private final int start;
  private final int end;

  QuerySyntaxException(String query, int start, int end, String message) {
    super(message);
    this.query = query;
    this.start = start;
    this.end = end;
  }

  /// The whole query.
  public String query() {
    return query;
  }

  /// The first wrong character, as an index of [#query()].
  public int start() {
    return start;
  }

  /// Behind the last wrong character, greater than [#start()] if anything is wrong, else equal:
  /// something is missing there.
  public int end() {
    return end;
  }
}

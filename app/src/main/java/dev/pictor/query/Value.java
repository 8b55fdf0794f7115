package dev.pictor.query;

/// What stands behind the `:` of a filter, and where.
///
/// @param query the whole query
/// @param name of the filter
/// @param start of the text in the query
/// @param text not empty
record Value(String query, String name, int start, String text) {
  /// What to throw if this is not what the filter takes.
  ///
  /// @param takes examples, as people type them
  QuerySyntaxException refused(String takes) {
    return problem("'%s' is nothing that %s: takes. %s".formatted(text, name, takes));
  }

  QuerySyntaxException problem(String message) {
    return new QuerySyntaxException(query, start, start + text.length(), message);
  }
}

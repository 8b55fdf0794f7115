package dev.pictor.query;

import org.jspecify.annotations.Nullable;

/// A word of a query with what stands before and around it: `-2*camera:"Canon EOS"`.
///
/// @param start of the first character in the query
/// @param end behind the last
/// @param opened how many `(` it begins with
/// @param minus whether `-` stands directly before it
/// @param weight `NUMBER*` before it, null if there is none
/// @param name what stands before a `:`, in lower case; null if there is none
/// @param head what stands between weight and value: the name as it was typed and its `:`
/// @param value the rest, quotes resolved
/// @param valueStart of the rest in the query
/// @param protectedLength how much of the rest was in quotes, from its beginning
/// @param plain what it says as an ordinary word: quotes resolved, all else as it is
record Piece(
    int start,
    int end,
    int opened,
    boolean minus,
    @Nullable Double weight,
    @Nullable String name,
    String head,
    String value,
    int valueStart,
    int protectedLength,
    String plain) {

  /// Whether it is this word and was not quoted.
  boolean is(String word) {
    return plain.equals(word) && !quoted();
  }

  boolean quoted() {
    return protectedLength > 0;
  }

  /// As an ordinary word, without the `(` that it begins with.
  String withoutOpened() {
    return plain.substring(opened);
  }

  /// As an ordinary word, without `-` and weight before it.
  String bare() {
    return head + value;
  }
}

package dev.pictor.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Cuts a query at its blanks. A quote at the beginning of a word's value protects what is in it;
/// anywhere else, or without an end, it is a character like others (5" nails).
final class Pieces {
  private static final Pattern WEIGHT =
      Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?|\\.\\d{1,9})\\*(?=\\S)");
  private static final Pattern NAME = Pattern.compile("(\\p{IsAlphabetic}{1,32}):");

  private final String query;
  private int at;

  private Pieces(String query) {
    this.query = query;
  }

  /// @throws QuerySyntaxException if the quote of a filter is not closed
  static List<Piece> of(String query) {
    return new Pieces(query).all();
  }

  private List<Piece> all() {
    List<Piece> pieces = new ArrayList<>();
    skipBlanks();
    while (at < query.length()) {
      pieces.add(next());
      skipBlanks();
    }
    return pieces;
  }

  private Piece next() {
    int start = at;
    while (at < query.length() && query.charAt(at) == '(') {
      at++;
    }
    int opened = at - start;
    boolean minus = at + 1 < query.length() && query.charAt(at) == '-' && !isBlank(at + 1);
    if (minus) {
      at++;
    }
    Double weight = null;
    Matcher number = matcher(WEIGHT);
    if (number.lookingAt()) {
      weight = Double.valueOf(number.group(1));
      at = number.end();
    }
    int headStart = at;
    Matcher named = matcher(NAME);
    String name = null;
    if (named.lookingAt()) {
      name = named.group(1).toLowerCase(Locale.ROOT);
      at = named.end();
    }
    return value(start, opened, minus, weight, name, query.substring(headStart, at));
  }

  private Piece value(
      int start,
      int opened,
      boolean minus,
      @Nullable Double weight,
      @Nullable String name,
      String head) {
    int valueStart = at;
    StringBuilder value = new StringBuilder();
    if (at < query.length() && query.charAt(at) == '"' && !readQuoted(value)) {
      if (FilterWord.of(name).isPresent()) {
        throw new QuerySyntaxException(
            query,
            valueStart,
            query.length(),
            "This quote is not closed: put another \" behind what it protects, or \\\" within it.");
      }
      // Then it is a character like others.
      value.setLength(0);
      at = valueStart;
    }
    int protectedLength = value.length();
    while (at < query.length() && !isBlank(at)) {
      value.append(query.charAt(at++));
    }
    return new Piece(
        start,
        at,
        opened,
        minus,
        weight,
        name,
        head,
        value.toString(),
        valueStart,
        protectedLength,
        query.substring(start, valueStart) + value);
  }

  /// @return whether there is an end of it
  private boolean readQuoted(StringBuilder value) {
    at++;
    while (at < query.length()) {
      char c = query.charAt(at++);
      if (c == '"') {
        return true;
      }
      boolean escape = c == '\\' && at < query.length() && "\"\\".indexOf(query.charAt(at)) >= 0;
      value.append(escape ? query.charAt(at++) : c);
    }
    return false;
  }

  private Matcher matcher(Pattern pattern) {
    return pattern.matcher(query).region(at, query.length());
  }

  private void skipBlanks() {
    while (at < query.length() && isBlank(at)) {
      at++;
    }
  }

  private boolean isBlank(int index) {
    char c = query.charAt(index);
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}

package dev.pictor.query;

import dev.pictor.picture.Root;
import dev.pictor.store.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads filters that stand next to each other, and what combines them: `NOT` binds closest, then
/// `AND` or nothing at all, then `OR`.
final class FilterParser {
  private static final Pattern OPENING = Pattern.compile("\\(+");
  private static final Pattern CLOSING = Pattern.compile("\\)+");

  /// Deep enough for people; a parser that calls itself has to have an end.
  private static final int MAX_DEPTH = 50;

  private enum Kind {
    FILTER,
    NOT,
    AND,
    OR,
    OPEN,
    CLOSE
  }

  /// @param filter null unless it is one
  private record Token(Kind kind, Piece piece, @Nullable Filter filter) {}

  private final String query;
  private final List<Root> roots;
  private final List<Piece> pieces;

  private final List<Token> tokens = new ArrayList<>();
  private final List<Piece> unclosed = new ArrayList<>();
  private int position;

  FilterParser(String query, List<Root> roots, List<Piece> pieces) {
    this.query = query;
    this.roots = roots;
    this.pieces = pieces;
  }

  /// @param parts those that must all pass, as they were typed
  /// @param next the first piece that does not belong to it
  record Read(Filter filter, List<QueryPart> parts, int next) {}

  /// Whether a filter, or what leads to one, is there.
  static boolean isAt(List<Piece> pieces, int index) {
    int at = index;
    while (at < pieces.size()
        && (isNot(pieces.get(at)) || OPENING.matcher(pieces.get(at).plain()).matches())) {
      at++;
    }
    return at < pieces.size() && FilterWord.of(pieces.get(at).name()).isPresent();
  }

  private static boolean isNot(Piece piece) {
    return piece.withoutOpened().equals("NOT") && !piece.quoted();
  }

  /// @param start where [#isAt] says so
  Read read(int start) {
    tokens.clear();
    position = 0;
    int next = start;
    while (next < pieces.size() && take(next)) {
      next++;
    }
    if (!unclosed.isEmpty()) {
      throw problem(unclosed.getLast(), "This parenthesis is not closed.");
    }
    Filter filter = either();
    return new Read(filter, parts(), next);
  }

  /// Cut where nothing but `AND` stands between them, unless an `OR` holds all together.
  private List<QueryPart> parts() {
    List<QueryPart> parts = new ArrayList<>();
    Piece first = null;
    int depth = 0;
    for (Token token : tokens) {
      switch (token.kind()) {
        case OPEN -> depth++;
        case CLOSE -> depth--;
        case OR -> {
          if (depth == 0) {
            return List.of(
                part(
                    QueryPart.Kind.ALTERNATIVES,
                    tokens.getFirst().piece(),
                    tokens.getLast().piece()));
          }
        }
        case AND, NOT, FILTER -> {}
      }
      if (first == null && token.kind() != Kind.AND) {
        first = token.piece();
      }
      if (first != null
          && depth == 0
          && (token.kind() == Kind.FILTER || token.kind() == Kind.CLOSE)) {
        parts.add(part(QueryPart.Kind.FILTER, first, token.piece()));
        first = null;
      }
    }
    return parts;
  }

  private QueryPart part(QueryPart.Kind kind, Piece first, Piece last) {
    return new QueryPart(
        kind, query.substring(first.start(), last.end()), first.start(), last.end(), null);
  }

  private boolean take(int index) {
    Piece piece = pieces.get(index);
    if (isAt(pieces, index)) {
      takeFilter(piece);
      return true;
    }
    boolean operator = piece.is("AND") || piece.is("OR");
    if (operator && isAt(pieces, index + 1)) {
      tokens.add(new Token(piece.is("AND") ? Kind.AND : Kind.OR, piece, null));
      return true;
    }
    if (operator) {
      throw problem(
          piece,
          "%s combines filters only, and what follows is none. Words and filters are both asked for without it."
              .formatted(piece.plain()));
    }
    if (unclosed.isEmpty()) {
      return false;
    }
    if (!CLOSING.matcher(piece.plain()).matches() || piece.plain().length() > unclosed.size()) {
      throw problem(
          piece,
          "Parentheses combine filters only, and '%s' is none. The filters are %s."
              .formatted(piece.plain(), FilterWord.names()));
    }
    close(piece, piece.plain().length());
    return true;
  }

  private void takeFilter(Piece piece) {
    for (int i = 0; i < piece.opened(); i++) {
      tokens.add(new Token(Kind.OPEN, piece, null));
      unclosed.add(piece);
    }
    if (unclosed.size() > MAX_DEPTH) {
      throw problem(piece, "Parentheses may be %d deep.".formatted(MAX_DEPTH));
    }
    if (isNot(piece)) {
      tokens.add(new Token(Kind.NOT, piece, null));
    }
    FilterWord.of(piece.name()).ifPresent(filter -> takeFilter(piece, filter));
  }

  private void takeFilter(Piece piece, FilterWord filter) {
    if (piece.weight() != null) {
      throw problem(piece, "A filter has no weight: pictures pass it or do not.");
    }
    if (piece.minus()) {
      tokens.add(new Token(Kind.NOT, piece, null));
    }
    int closed = closed(piece);
    String text = piece.value().substring(0, piece.value().length() - closed);
    if (text.isBlank()) {
      throw problem(
          piece,
          "%s: needs a value, without a blank between. For example: %s"
              .formatted(filter.word(), filter.example()));
    }
    Value value = new Value(query, filter.word(), piece.valueStart(), text);
    tokens.add(new Token(Kind.FILTER, piece, filter.filter(value, roots)));
    close(piece, closed);
  }

  /// How many `)` at its end close what was opened before: those that have no `(` in the value.
  private int closed(Piece piece) {
    String free = piece.value().substring(piece.protectedLength());
    long surplus =
        free.chars().filter(c -> c == ')').count() - free.chars().filter(c -> c == '(').count();
    int closed = 0;
    while (closed < Math.min(surplus, unclosed.size())
        && free.charAt(free.length() - 1 - closed) == ')') {
      closed++;
    }
    return closed;
  }

  private void close(Piece piece, int count) {
    for (int i = 0; i < count; i++) {
      tokens.add(new Token(Kind.CLOSE, piece, null));
      unclosed.removeLast();
    }
  }

  private Filter either() {
    List<Filter> parts = new ArrayList<>(List.of(all()));
    while (isNext(Kind.OR)) {
      position++;
      parts.add(all());
    }
    return parts.size() == 1 ? parts.getFirst() : new Filter.Or(parts);
  }

  private Filter all() {
    List<Filter> parts = new ArrayList<>(List.of(one()));
    while (position < tokens.size() && !isNext(Kind.OR) && !isNext(Kind.CLOSE)) {
      if (isNext(Kind.AND)) {
        position++;
      }
      parts.add(one());
    }
    return parts.size() == 1 ? parts.getFirst() : new Filter.And(parts);
  }

  private Filter one() {
    Token token = tokens.get(position++);
    return switch (token.kind()) {
      case NOT -> new Filter.Not(one());
      case OPEN -> {
        Filter inner = either();
        position++;
        yield inner;
      }
      case FILTER -> Objects.requireNonNull(token.filter());
      case AND, OR, CLOSE -> throw problem(token.piece(), "A filter is missing before this.");
    };
  }

  private boolean isNext(Kind kind) {
    return position < tokens.size() && tokens.get(position).kind() == kind;
  }

  private QuerySyntaxException problem(Piece piece, String message) {
    return new QuerySyntaxException(query, piece.start(), piece.end(), message);
  }
}

package dev.pictor.query;

import dev.pictor.picture.PictureId;
import dev.pictor.picture.Root;
import dev.pictor.store.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the query language (`docs/search.md`). Adjacent words are one term; ` + `, ` - ` and a `-`
/// directly before a word begin another one. Filters may stand anywhere between them.
public final class QueryParser {
  /// Who asks. Only a terminal may name files of this machine (`image:PATH`), only a request
  /// pictures that were uploaded (`upload:ID`).
  public enum Source {
    TERMINAL,
    REQUEST
  }

  /// The most terms of a query.
  public static final int MAX_TERMS = 32;

  /// The longest query, in characters.
  public static final int MAX_LENGTH = 10_000;

  private static final double MAX_WEIGHT = 100;

  /// In time, place and address something else is meant by a colon.
  private static final Pattern MAYBE_FILTER = Pattern.compile("[a-z]{2,20}");

  private final String query;
  private final List<Root> roots;
  private final Source source;
  private final List<Piece> pieces;
  private final List<Term> terms = new ArrayList<>();
  private final List<Filter> filters = new ArrayList<>();
  private final List<QueryPart> parts = new ArrayList<>();
  private final List<String> hints = new ArrayList<>();
  private int next;

  /// The words of the term that is being read.
  private final StringBuilder words = new StringBuilder();

  private double weight = 1;

  /// The `+` or `-` behind which nothing has come yet.
  private @Nullable Piece open;

  private @Nullable Order order;

  private QueryParser(String query, List<Root> roots, Source source) {
    this.query = query;
    this.roots = roots;
    this.source = source;
    this.pieces = Pieces.of(query);
  }

  /// @param query as it was typed; blank means every picture
  /// @param roots of the collection, which `folder:` may name
  /// @throws QuerySyntaxException that points at what breaks the rules
  public static ParsedQuery parse(String query, List<Root> roots, Source source) {
    if (query.length() > MAX_LENGTH) {
      throw new QuerySyntaxException(
          query,
          MAX_LENGTH,
          query.length(),
          "The query has %,d characters; it may have %,d.".formatted(query.length(), MAX_LENGTH));
    }
    return new QueryParser(query, roots, source).parse();
  }

  private ParsedQuery parse() {
    while (next < pieces.size()) {
      if (FilterParser.isAt(pieces, next)) {
        readFilters();
      } else {
        read(pieces.get(next++));
      }
    }
    if (open != null) {
      throw problem(
          open,
          "Nothing comes after this %s: say what pictures should %sshow."
              .formatted(open.plain(), open.is("-") ? "not " : ""));
    }
    endTerm();
    Filter filter =
        switch (filters.size()) {
          case 0 -> Filter.all();
          case 1 -> filters.getFirst();
          default -> new Filter.And(filters);
        };
    Order standard = terms.isEmpty() ? Order.NEWEST : Order.RELEVANCE;
    if (terms.isEmpty() && order == Order.RELEVANCE) {
      hints.add("Nothing is searched for that pictures could be relevant to: newest first.");
    }
    return new ParsedQuery(
        terms,
        filter,
        parts,
        order == null || terms.isEmpty() && order == Order.RELEVANCE ? standard : order,
        hints);
  }

  private void readFilters() {
    if (open != null) {
      throw problem(
          open,
          "After %s comes what pictures should %sshow, not a filter. To leave out what passes a filter: -type:png"
              .formatted(open.plain(), open.is("-") ? "not " : ""));
    }
    FilterParser.Read read = new FilterParser(query, roots, pieces).read(next);
    filters.add(read.filter());
    parts.addAll(read.parts());
    next = read.next();
  }

  private void read(Piece piece) {
    if (piece.is("+") || piece.is("-")) {
      startTerm(piece);
    } else if (piece.opened() == 0 && "sort".equals(piece.name())) {
      readOrder(piece);
    } else if (piece.opened() == 0 && "id".equals(piece.name())) {
      readPicture(piece, id(piece));
    } else if (piece.opened() == 0 && "image".equals(piece.name())) {
      readPicture(piece, image(piece));
    } else if (piece.opened() == 0 && "upload".equals(piece.name())) {
      readPicture(piece, upload(piece));
    } else {
      readWord(piece);
    }
  }

  /// Begins a term with what comes behind `+` or `-`.
  private void startTerm(Piece operator) {
    if (open != null) {
      throw problem(
          operator,
          "Between %s and %s comes nothing. Quotes make them words: \"%s\"."
              .formatted(open.plain(), operator.plain(), operator.plain()));
    }
    endTerm();
    open = operator;
  }

  private void readWord(Piece piece) {
    boolean minus = piece.minus() && piece.opened() == 0;
    if (minus) {
      if (open != null) {
        throw problem(
            piece,
            "Between %s and - comes nothing. Quotes make it a word: \"%s\"."
                .formatted(open.plain(), piece.plain()));
      }
      endTerm();
    }
    boolean first = words.isEmpty();
    if (first) {
      double sign = minus || open != null && open.is("-") ? -1 : 1;
      weight = sign * (piece.opened() == 0 ? weight(piece) : 1);
      open = null;
    } else if (piece.weight() != null && piece.opened() == 0) {
      hints.add(
          "A weight stands at the beginning of a term. '%s' is searched as a word here; meant as a term: + %s"
              .formatted(piece.plain(), piece.plain()));
    }
    refuseBeforeFilter(piece);
    hint(piece);
    words
        .append(first ? "" : " ")
        .append(first && piece.opened() == 0 ? piece.bare() : piece.plain());
  }

  private void refuseBeforeFilter(Piece piece) {
    if ((piece.is("AND") || piece.is("OR")) && FilterParser.isAt(pieces, next)) {
      throw problem(
          piece,
          "%s combines filters only, and what stands before it is none. Words and filters are both asked for without it."
              .formatted(piece.plain()));
    }
  }

  private void hint(Piece piece) {
    String name = piece.name();
    if (name != null
        && !piece.value().isEmpty()
        && !piece.value().startsWith("//")
        && MAYBE_FILTER.matcher(name).matches()) {
      hints.add(
          "'%s:' is no filter, so '%s' is searched as words. The filters are %s."
              .formatted(name, piece.plain(), FilterWord.names()));
    }
    if (piece.is("AND") || piece.is("OR") || piece.is("NOT")) {
      hints.add(
          "%s combines filters only (type:png OR type:gif); here it is a word."
              .formatted(piece.plain()));
    }
  }

  private double weight(Piece piece) {
    Double given = piece.weight();
    if (given == null) {
      return 1;
    }
    if (given == 0 || given > MAX_WEIGHT) {
      throw problem(piece, "A weight is above 0 and at most %.0f.".formatted(MAX_WEIGHT));
    }
    return given;
  }

  private void endTerm() {
    if (!words.isEmpty()) {
      String text = words.toString();
      words.setLength(0);
      if (!text.isBlank()) {
        add(new Term(new Term.Words(text), weight));
      }
    }
  }

  private void add(Term term) {
    if (terms.size() == MAX_TERMS) {
      throw new QuerySyntaxException(
          query, 0, query.length(), "A query may have %d terms.".formatted(MAX_TERMS));
    }
    terms.add(term);
  }

  private void readPicture(Piece piece, Term.Subject subject) {
    if (piece.minus() && open != null) {
      throw problem(piece, "Between %s and - comes nothing.".formatted(open.plain()));
    }
    endTerm();
    double sign = piece.minus() || open != null && open.is("-") ? -1 : 1;
    Term term = new Term(subject, sign * weight(piece));
    add(term);
    part(QueryPart.Kind.PICTURE, open == null ? piece : open, piece, term);
    open = null;
  }

  private void part(QueryPart.Kind kind, Piece first, Piece last, @Nullable Term term) {
    parts.add(
        new QueryPart(
            kind, query.substring(first.start(), last.end()), first.start(), last.end(), term));
  }

  private Term.Subject id(Piece piece) {
    return new Term.Indexed(
        id(
            value(piece, "the id of a picture"),
            "An id has 32 digits 0-9 and a-f, as 'search --json' tells them."));
  }

  private Term.Subject upload(Piece piece) {
    if (source == Source.TERMINAL) {
      throw problem(
          piece, "upload: is of the page and the JSON API. Here name the file: image:PATH");
    }
    return new Term.Uploaded(
        id(
            value(piece, "the id of an upload"),
            "An upload has 32 digits 0-9 and a-f, as the answer to it tells them."));
  }

  private static PictureId id(Value value, String expected) {
    return PictureId.parse(value.text().toLowerCase(Locale.ROOT))
        .orElseThrow(() -> value.refused(expected));
  }

  private Term.Subject image(Piece piece) {
    if (source == Source.REQUEST) {
      throw problem(
          piece,
          "image: names a file and is for the command line only. Here choose a picture to search with.");
    }
    return new Term.ImageFile(value(piece, "the path of a picture file").text());
  }

  private void readOrder(Piece piece) {
    Value value = value(piece, "relevance, newest or oldest");
    if (order != null) {
      throw problem(piece, "There is a sort: already.");
    }
    if (open != null) {
      throw problem(
          open,
          "After %s comes what pictures should %sshow, not sort:."
              .formatted(open.plain(), open.is("-") ? "not " : ""));
    }
    for (Order each : Order.values()) {
      if (each.name().equalsIgnoreCase(value.text())) {
        order = each;
        part(QueryPart.Kind.ORDER, piece, piece, null);
        return;
      }
    }
    throw value.refused("It takes relevance, newest or oldest.");
  }

  private Value value(Piece piece, String what) {
    if (piece.value().isBlank()) {
      throw problem(piece, "%s: needs %s, without a blank between.".formatted(piece.name(), what));
    }
    return new Value(query, String.valueOf(piece.name()), piece.valueStart(), piece.value());
  }

  private QuerySyntaxException problem(Piece piece, String message) {
    return new QuerySyntaxException(query, piece.start(), piece.end(), message);
  }
}

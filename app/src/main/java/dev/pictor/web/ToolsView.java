package dev.pictor.web;

import dev.pictor.picture.PictureId;
import dev.pictor.query.Order;
import dev.pictor.query.ParsedQuery;
import dev.pictor.query.QueryPart;
import dev.pictor.query.Term;
import dev.pictor.search.Marks;
import dev.pictor.search.SearchAnswer;
import dev.pictor.web.SearchAddress.Less;
import dev.pictor.web.view.Results.Chip;
import dev.pictor.web.view.Results.Choice;
import dev.pictor.web.view.Results.MarkTools;
import dev.pictor.web.view.Results.Tools;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What can be changed of a search, as links to the changed one.
final class ToolsView {
  private ToolsView() {}

  static Tools of(SearchAddress address, SearchAnswer answer) {
    ParsedQuery parsed = answer.query().parsed();
    SearchAddress first = address.first().showing(Less.FOLDED);
    return new Tools(
        address.query(),
        parsed.parts().stream()
            .filter(part -> part.kind() != QueryPart.Kind.ORDER)
            .map(part -> chip(address, parsed, part))
            .toList(),
        answer.hits().isEmpty() && parsed.terms().isEmpty() ? List.of() : orders(address, parsed),
        List.of(
            new Choice("Grouped", first.apart(false).url(), !address.apart()),
            new Choice("One by one", first.apart(true).url(), address.apart())),
        parsed.terms().isEmpty() ? null : marks(first),
        Remembered.canBeSaved(answer) ? address.query() : null);
  }

  private static MarkTools marks(SearchAddress first) {
    Marks marks = first.asked().marks();
    return new MarkTools(
        ids(marks.good()), ids(marks.bad()), first.asking(Asked.of(first.query())).url());
  }

  private static String ids(List<PictureId> ids) {
    return ids.stream().map(PictureId::value).collect(Collectors.joining(","));
  }

  private static Chip chip(SearchAddress address, ParsedQuery parsed, QueryPart part) {
    Term term = part.term();
    String rest = parsed.without(part, address.query());
    return new Chip(
        term == null ? Texts.shortened(part.text()) : name(term),
        term == null ? null : thumbnailUrl(term.subject()),
        part.start(),
        part.end(),
        rest.isEmpty() ? "/" : without(address, term, rest).url());
  }

  /// Marks are of what was searched for, and stay while that does.
  private static SearchAddress without(SearchAddress address, @Nullable Term term, String rest) {
    return term == null ? address.asking(rest) : address.asking(Asked.of(rest));
  }

  private static String name(Term term) {
    String name = term.subject() instanceof Term.Uploaded ? "your picture" : "this picture";
    return (term.weight() < 0 ? "Not like " : "Like ") + name;
  }

  private static @Nullable String thumbnailUrl(Term.Subject subject) {
    return switch (subject) {
      case Term.Indexed(var id) -> PictureRoutes.thumbnailUrl(id);
      case Term.Uploaded(var id) -> UploadRoutes.thumbnailUrl(id);
      case Term.Words _, Term.ImageFile _ -> null;
    };
  }

  /// What has no terms is shown by time, and cannot be shown otherwise.
  private static List<Choice> orders(SearchAddress address, ParsedQuery parsed) {
    Optional<QueryPart> order =
        parsed.parts().stream().filter(part -> part.kind() == QueryPart.Kind.ORDER).findFirst();
    String plain = order.map(part -> parsed.without(part, address.query())).orElse(address.query());
    Order standard = parsed.terms().isEmpty() ? Order.NEWEST : Order.RELEVANCE;
    return Stream.of(Order.values())
        .filter(each -> each != Order.RELEVANCE || standard == Order.RELEVANCE)
        .map(
            each ->
                new Choice(
                    text(each),
                    address
                        .asking(each == standard && !plain.isEmpty() ? plain : ordered(plain, each))
                        .url(),
                    each == parsed.order()))
        .toList();
  }

  private static String ordered(String query, Order order) {
    return (query + " sort:" + order.name().toLowerCase(Locale.ROOT)).strip();
  }

  private static String text(Order order) {
    return switch (order) {
      case RELEVANCE -> "Best";
      case NEWEST -> "Newest";
      case OLDEST -> "Oldest";
    };
  }
}

package dev.pictor.web;

import dev.pictor.history.History;
import dev.pictor.history.HistoryException;
import dev.pictor.query.ParsedQuery;
import dev.pictor.query.QueryParser;
import dev.pictor.query.QuerySyntaxException;
import dev.pictor.query.Term;
import dev.pictor.search.SearchAnswer;
import dev.pictor.web.view.Home.Album;
import dev.pictor.web.view.Home.Example;
import io.helidon.webserver.http.ServerRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Supplier;

/// What the page has of the history. It is there without one too: a file that cannot be read is
/// said in the log.
final class Remembered {
  private static final Logger LOG = System.getLogger(Remembered.class.getName());

  /// So many recent queries are shown before a search.
  private static final int RECENT = 6;

  private final History history;
  private final String collection;

  Remembered(History history, String collection) {
    this.history = history;
    this.collection = collection;
  }

  List<Album> albums() {
    return orNone(
        () ->
            history.saved().of(collection).stream()
                .map(
                    saved ->
                        new Album(
                            saved.name(), saved.query(), SearchRoutes.searchUrl(saved.query())))
                .toList());
  }

  /// The last queries that can be asked here again.
  List<Example> recent() {
    return queries().stream()
        .filter(Remembered::canBeAsked)
        .limit(RECENT)
        .map(query -> new Example(Texts.shortened(query), SearchRoutes.searchUrl(query)))
        .toList();
  }

  /// All that are kept, each once, newest first; also what cannot be asked here.
  List<String> queries() {
    return history.recent().isOn()
        ? orNone(() -> history.recent().distinct(collection))
        : List.of();
  }

  private static <T> List<T> orNone(Supplier<List<T>> read) {
    try {
      return read.get();
    } catch (HistoryException e) {
      LOG.log(Level.WARNING, e.getMessage());
      return List.of();
    }
  }

  /// Keeps what somebody typed in the page. What another site makes a browser ask is none of that,
  /// and an upload cannot be asked for again.
  void add(ServerRequest request, String query, SearchAnswer answer) {
    if (!Http.isHead(request) && !Guard.isCrossSite(request) && canBeSaved(answer)) {
      history.recent().add(collection, query);
    }
  }

  static boolean canBeSaved(SearchAnswer answer) {
    return !namesUpload(answer.query().parsed());
  }

  static boolean namesUpload(ParsedQuery parsed) {
    return parsed.terms().stream().anyMatch(term -> term.subject() instanceof Term.Uploaded);
  }

  /// Not what names a file: that is for the terminal.
  static boolean canBeAsked(String query) {
    try {
      QueryParser.parse(query, List.of(), QueryParser.Source.REQUEST);
      return true;
    } catch (QuerySyntaxException e) {
      return false;
    }
  }
}

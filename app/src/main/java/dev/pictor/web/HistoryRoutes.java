package dev.pictor.web;

import dev.pictor.history.History;
import dev.pictor.history.SavedSearch;
import dev.pictor.history.SavedSearches;
import dev.pictor.json.Json;
import dev.pictor.query.QueryParser;
import dev.pictor.search.BadQueryException;
import dev.pictor.search.Query;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What was searched for before, and what was saved, of the collection that is served.
final class HistoryRoutes implements HttpService {
  /// Saved searches as JSON. Fields are only ever added.
  private record SavedJson(String collection, List<Saved> searches) {
    private record Saved(String name, String query) {}
  }

  /// Recent queries as JSON, newest first. Fields are only ever added.
  private record RecentJson(String collection, boolean kept, List<Recent> queries) {
    private record Recent(Instant at, String query) {}
  }

  private final Gallery gallery;
  private final History history;

  HistoryRoutes(Gallery gallery, History history) {
    this.gallery = gallery;
    this.history = history;
  }

  @Override
  public void routing(HttpRules rules) {
    Http.get(rules, "/api/v1/saved", this::saved);
    Http.all(
        rules,
        "/api/v1/saved/{+name}",
        Map.of(Method.GET, this::one, Method.PUT, this::put, Method.DELETE, this::remove));
    Http.get(rules, "/api/v1/recent", this::recent);
    Http.post(rules, "/saved", this::save);
  }

  private void saved(ServerRequest request, ServerResponse response) {
    List<SavedJson.Saved> searches =
        history.saved().of(gallery.collection()).stream()
            .map(saved -> new SavedJson.Saved(saved.name(), saved.query()))
            .toList();
    send(request, response, 200, new SavedJson(gallery.collection(), searches));
  }

  private void one(ServerRequest request, ServerResponse response) {
    SavedSearch saved =
        history
            .saved()
            .find(gallery.collection(), name(request))
            .orElseThrow(() -> new ProblemException(Problem.NO_SUCH_SEARCH));
    send(request, response, 200, new SavedJson.Saved(saved.name(), saved.query()));
  }

  private void put(ServerRequest request, ServerResponse response) {
    JsonContent.requireIn(request);
    String name = name(request);
    if (!SavedSearches.isName(name)) {
      throw new ProblemException(
          new Problem(
              422,
              "bad-name",
              "A search cannot be called so",
              "“%s” is no name: it takes 1 to 100 characters on one line, without blanks around."
                  .formatted(Texts.shortened(name))));
    }
    String query = JsonContent.of(Http.content(request, Http.MAX_FORM_BYTES)).text("query");
    requireSavable(query);
    boolean isNew = history.saved().put(gallery.collection(), name, query);
    send(request, response, isNew ? 201 : 200, new SavedJson.Saved(name, query));
  }

  private void remove(ServerRequest request, ServerResponse response) {
    String name = name(request);
    if (history.saved().find(gallery.collection(), name).isEmpty()) {
      throw new ProblemException(Problem.NO_SUCH_SEARCH);
    }
    history.saved().remove(gallery.collection(), name);
    response.status(204).send();
  }

  private static String name(ServerRequest request) {
    return request.path().pathParameters().get("name");
  }

  private void recent(ServerRequest request, ServerResponse response) {
    List<RecentJson.Recent> queries =
        history.recent().newestFirst().stream()
            .filter(recent -> recent.collection().equals(gallery.collection()))
            .map(recent -> new RecentJson.Recent(recent.at(), recent.query()))
            .toList();
    send(
        request,
        response,
        200,
        new RecentJson(gallery.collection(), history.recent().isOn(), queries));
  }

  private static void send(
      ServerRequest request, ServerResponse response, int status, Object json) {
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    Http.send(request, response, status, Http.JSON, Json.line(json));
  }

  private void save(ServerRequest request, ServerResponse response) {
    Fields form = Http.form(request);
    String query = form.text("q");
    requireSavable(query);
    history.saved().add(gallery.collection(), form.text("name").strip(), query);
    response.status(303).header(HeaderNames.LOCATION, "/").send();
  }

  private static void requireSavable(String query) {
    Query.requireNotBlank(query);
    if (Remembered.namesUpload(QueryParser.parse(query, List.of(), QueryParser.Source.REQUEST))) {
      throw new BadQueryException(
          "An uploaded picture is not kept, so this search cannot be saved. Save one for a picture of the collection.");
    }
  }
}

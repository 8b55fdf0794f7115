package dev.pictor.web;

import dev.pictor.history.History;
import dev.pictor.json.Json;
import dev.pictor.query.QueryParser;
import dev.pictor.search.BadQueryException;
import dev.pictor.search.Query;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Instant;
import java.util.List;

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
    Http.get(rules, "/api/v1/recent", this::recent);
    Http.post(rules, "/saved", this::save);
  }

  private void saved(ServerRequest request, ServerResponse response) {
    List<SavedJson.Saved> searches =
        history.saved().of(gallery.collection()).stream()
            .map(saved -> new SavedJson.Saved(saved.name(), saved.query()))
            .toList();
    send(request, response, Json.line(new SavedJson(gallery.collection(), searches)));
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
        Json.line(new RecentJson(gallery.collection(), history.recent().isOn(), queries)));
  }

  private static void send(ServerRequest request, ServerResponse response, String json) {
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    Http.send(request, response, 200, Http.JSON, json);
  }

  private void save(ServerRequest request, ServerResponse response) {
    Fields form = Http.form(request);
    String query = form.text("q");
    Query.requireNotBlank(query);
    if (Remembered.namesUpload(QueryParser.parse(query, List.of(), QueryParser.Source.REQUEST))) {
      throw new BadQueryException(
          "An uploaded picture is not kept, so this search cannot be saved. Save one for a picture of the collection.");
    }
    history.saved().add(gallery.collection(), form.text("name").strip(), query);
    response.status(303).header(HeaderNames.LOCATION, "/").send();
  }
}

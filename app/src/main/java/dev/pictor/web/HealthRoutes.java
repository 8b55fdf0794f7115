package dev.pictor.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pictor.PictorException;
import dev.pictor.json.Json;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import org.jspecify.annotations.Nullable;

/// For whoever watches the process: is it up, does it answer searches. Open to all, so reasons are
/// codes and tell nothing of the inside.
final class HealthRoutes implements HttpService {
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Health(String status, @Nullable String reason) {}

  private final Searcher searcher;

  HealthRoutes(Searcher searcher) {
    this.searcher = searcher;
  }

  @Override
  public void routing(HttpRules rules) {
    Http.get(
        rules, "/health/live", (request, response) -> send(request, response, 200, "up", null));
    Http.get(rules, "/health/ready", this::ready);
    Http.get(rules, "/started", (request, response) -> send(request, response, 200, "ok", null));
    Http.get(rules, "/healthy", this::healthy);
  }

  /// Whether the model is ready; an older program asks so.
  private void healthy(ServerRequest request, ServerResponse response) {
    answer(request, response, searcher::loaded, "ok");
  }

  private void ready(ServerRequest request, ServerResponse response) {
    answer(request, response, searcher::requireReady, "ready");
  }

  private static void answer(
      ServerRequest request, ServerResponse response, Runnable check, String word) {
    try {
      check.run();
    } catch (PictorException e) {
      send(request, response, 503, "unavailable", Problem.of(e).code());
      return;
    }
    send(request, response, 200, word, null);
  }

  private static void send(
      ServerRequest request,
      ServerResponse response,
      int status,
      String word,
      @Nullable String reason) {
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    Http.send(request, response, status, Http.JSON, Json.line(new Health(word, reason)));
  }
}

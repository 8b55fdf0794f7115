package dev.pictor.web;

import dev.pictor.json.Json;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/// The document of the JSON API (OpenAPI 3.1), as it is and as a page.
final class ApiRoutes implements HttpService {
  private final byte[] document = load();
  private final String version = Assets.version(document);
  private final String page;

  ApiRoutes(Pages pages) {
    JsonNode read = Json.read(new String(document, StandardCharsets.UTF_8), JsonNode.class);
    page = pages.api(new ApiView(read).page());
  }

  @Override
  public void routing(HttpRules rules) {
    Http.get(rules, "/api/v1/openapi.json", this::document);
    Http.get(rules, "/api/docs", this::docs);
  }

  private void document(ServerRequest request, ServerResponse response) {
    response.header(HeaderNames.CACHE_CONTROL, "private, no-cache");
    if (!Http.answeredFromCache(request, response, version)) {
      Http.send(request, response, 200, Http.JSON, document);
    }
  }

  private void docs(ServerRequest request, ServerResponse response) {
    response.header(HeaderNames.CACHE_CONTROL, "private, no-cache");
    Http.send(request, response, 200, Http.HTML, page);
  }

  private static byte[] load() {
    try (InputStream input = ApiRoutes.class.getResourceAsStream("openapi.json")) {
      if (input == null) {
        throw new IllegalStateException("Not in this build: openapi.json");
      }
      return input.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read openapi.json", e);
    }
  }
}

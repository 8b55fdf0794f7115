package dev.pictor.web;

import dev.pictor.picture.Root;
import dev.pictor.store.StoreException;
import dev.pictor.web.view.Suggestions;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;

/// What the search box offers while somebody types.
final class SuggestionRoutes implements HttpService {
  private final Gallery gallery;
  private final Remembered remembered;
  private final Pages pages;

  SuggestionRoutes(Gallery gallery, Remembered remembered, Pages pages) {
    this.gallery = gallery;
    this.remembered = remembered;
    this.pages = pages;
  }

  @Override
  public void routing(HttpRules rules) {
    Http.get(rules, "/suggestions", this::suggest);
  }

  private void suggest(ServerRequest request, ServerResponse response) {
    Typed typed = Typed.of(Http.query(request));
    Suggestions suggestions =
        new Suggester(remembered.albums(), remembered.queries(), folders()).suggest(typed);
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    Http.send(request, response, 200, Http.HTML, pages.suggestions(suggestions));
  }

  /// What cannot be read is not suggested; the search says what is wrong.
  private List<String> folders() {
    try {
      return gallery
          .readIfThere(store -> store.roots().stream().map(Root::name).toList())
          .orElse(List.of());
    } catch (StoreException e) {
      return List.of();
    }
  }
}

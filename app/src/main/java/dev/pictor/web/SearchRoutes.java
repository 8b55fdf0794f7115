package dev.pictor.web;

import dev.pictor.json.Json;
import dev.pictor.search.Hit;
import dev.pictor.search.Relevance;
import dev.pictor.search.SearchAnswer;
import dev.pictor.search.SearchJson;
import dev.pictor.store.Filter;
import dev.pictor.web.view.Home;
import dev.pictor.web.view.Home.Example;
import dev.pictor.web.view.Results;
import dev.pictor.web.view.Results.Tile;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The search page, whole and in pieces, and the same as JSON.
final class SearchRoutes implements HttpService {
  private static final int PAGE_K = 24;
  private static final int FORM_K = 4;
  private static final int API_K = 10;

  private final Gallery gallery;
  private final Searcher searcher;
  private final Pages pages;
  private final ProblemReply problems;

  SearchRoutes(Gallery gallery, Searcher searcher, Pages pages, ProblemReply problems) {
    this.gallery = gallery;
    this.searcher = searcher;
    this.pages = pages;
    this.problems = problems;
  }

  static String searchUrl(String query) {
    return "/search?q=" + Texts.encoded(query);
  }

  @Override
  public void routing(HttpRules rules) {
    Http.get(rules, "/", this::home);
    Http.get(rules, "/search", this::search);
    Http.post(rules, "/search_form", this::searchForm);
    Http.get(rules, "/api/v1/search", this::api);
  }

  /// The page is there whatever the model and the collection are up to; it says so and goes on by
  /// itself.
  private void home(ServerRequest request, ServerResponse response) {
    Home home;
    try {
      searcher.requireReady();
      home = summarize();
    } catch (ProblemException e) {
      problems.send(request, response, e.problem(), 200);
      return;
    }
    sendHtml(
        request,
        response,
        Http.wantsFragment(request) ? pages.homeFragment(home) : pages.home(home));
  }

  private Home summarize() {
    return gallery.read(
        store -> {
          long pictures = store.counts().pictures();
          if (pictures == 0) {
            throw new ProblemException(Problem.nothingIndexed(gallery.collection()));
          }
          Introduction introduction = Introduction.of(store.info().model());
          return new Home(
              "%s in “%s”, searched with %s"
                  .formatted(
                      Texts.count(pictures, "picture", "pictures"),
                      store.info().name(),
                      store.info().model().name()),
              FailureRoutes.note(store.counts().failed()),
              introduction.queries().stream()
                  .map(text -> new Example(text, searchUrl(text)))
                  .toList(),
              introduction.modelNote());
        });
  }

  private void search(ServerRequest request, ServerResponse response) {
    Fields fields = Http.query(request);
    String query = fields.text("q");
    int k = k(fields, PAGE_K);
    Results results = results(query, k, searcher.search(query, k, Relevance.ALL));
    sendHtml(
        request,
        response,
        Http.wantsFragment(request)
            ? pages.resultsFragment(query, results)
            : pages.results(query, results));
  }

  private void searchForm(ServerRequest request, ServerResponse response) {
    String query = Http.form(request).text("search_text");
    Results results = results(query, FORM_K, searcher.searchWords(query, FORM_K));
    sendHtml(request, response, pages.resultsFragment(query, results));
  }

  private void api(ServerRequest request, ServerResponse response) {
    Fields fields = Http.query(request);
    SearchAnswer answer = searcher.search(fields.text("q"), k(fields, API_K), relevance(fields));
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    Http.send(
        request,
        response,
        200,
        Http.JSON,
        Json.line(SearchJson.of(answer, fields.text("explain").equals("true"))));
  }

  /// A piece must never be taken for the page of the same address, so it is not kept.
  private static void sendHtml(ServerRequest request, ServerResponse response, String html) {
    response
        .header(HeaderNames.VARY, "HX-Request")
        .header(
            HeaderNames.CACHE_CONTROL,
            Http.wantsFragment(request) ? "no-store" : "private, no-cache");
    Http.send(request, response, 200, Http.HTML, html);
  }

  private static Relevance relevance(Fields fields) {
    String text = fields.text("relevance");
    if (text.isEmpty()) {
      return Relevance.ALL;
    }
    for (Relevance relevance : Relevance.values()) {
      if (relevance.name().toLowerCase(Locale.ROOT).equals(text)) {
        return relevance;
      }
    }
    throw new ProblemException(
        new Problem(
            400,
            "bad-relevance",
            "There is no such relevance",
            "relevance is “%s”; it takes strict, normal and all."
                .formatted(Texts.shortened(text))));
  }

  private static int k(Fields fields, int standard) {
    String text = fields.text("k");
    if (text.isEmpty()) {
      return standard;
    }
    try {
      int k = Integer.parseInt(text);
      if (k >= 1 && k <= Searcher.MAX_K) {
        return k;
      }
    } catch (NumberFormatException e) {
      // Said below, with the numbers that are out of range.
    }
    throw new ProblemException(
        new Problem(
            400,
            "bad-k",
            "So many pictures cannot be asked for",
            "k is “%s”; it takes 1 to %,d.".formatted(Texts.shortened(text), Searcher.MAX_K)));
  }

  private static Results results(String query, int k, SearchAnswer answer) {
    List<Hit> hits = answer.hits();
    String shown = Texts.shortened(query);
    String status =
        hits.isEmpty()
            ? "No pictures for “%s”".formatted(shown)
            : "%s for “%s”, %s first"
                .formatted(
                    Texts.count(hits.size(), "picture", "pictures"),
                    shown,
                    switch (answer.query().parsed().order()) {
                      case RELEVANCE -> "best";
                      case NEWEST -> "newest";
                      case OLDEST -> "oldest";
                    });
    return new Results(
        status,
        hint(answer),
        hits.stream().map(hit -> tile(hit, query)).toList(),
        more(query, k, hits.size()));
  }

  private static @Nullable String hint(SearchAnswer answer) {
    List<Hit> hits = answer.hits();
    List<String> hints = new ArrayList<>(answer.query().parsed().hints());
    if (hits.isEmpty()) {
      hints.add(
          answer.query().parsed().filter() instanceof Filter.All
              ? "This collection holds no pictures, or their files are no longer where they were indexed."
              : "No picture passes the filters.");
    } else if (answer.nothingRelevant()) {
      hints.add("None of these surely shows what was asked for; they are the nearest.");
    }
    if (hits.stream().anyMatch(hit -> hit.path() == null)) {
      hints.add("Some folders cannot be reached from here: their pictures are shown small.");
    }
    return hints.isEmpty() ? null : String.join(" ", hints);
  }

  private static @Nullable String more(String query, int k, int found) {
    if (found < k || k >= Searcher.MAX_K || k < PAGE_K) {
      return null;
    }
    return searchUrl(query) + "&k=" + Math.min(Searcher.MAX_K, 2 * k);
  }

  private static Tile tile(Hit hit, String query) {
    var picture = hit.picture();
    String url = PictureRoutes.url(picture.id());
    return new Tile(
        url + "?q=" + Texts.encoded(query),
        url + "/thumbnail",
        shape(picture.width(), picture.height()),
        picture.width(),
        picture.height(),
        Texts.fileName(hit.place().path()),
        hit.place().path(),
        String.format(Locale.ROOT, "%.3f", hit.score()),
        hit.path() != null);
  }

  /// Styles written into a page are forbidden there, so the style sheet has a class for every ratio
  /// of the sides in steps of 0.1; what is narrower or wider than all of them gets bars.
  static String shape(int width, int height) {
    long tenths = Math.round(10.0 * width / height);
    return tenths < 4 ? "r4 bars" : tenths > 30 ? "r30 bars" : "r" + tenths;
  }
}

package dev.pictor.web;

import dev.pictor.json.Json;
import dev.pictor.picture.PictureId;
import dev.pictor.search.Cursor;
import dev.pictor.search.Page;
import dev.pictor.search.Relevance;
import dev.pictor.search.SearchAnswer;
import dev.pictor.search.SearchJson;
import dev.pictor.web.SearchAddress.Less;
import dev.pictor.web.view.Home;
import dev.pictor.web.view.Home.Example;
import dev.pictor.web.view.Results;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Locale;

/// The search page, whole and in pieces, and the same as JSON.
final class SearchRoutes implements HttpService {
  private static final int PAGE_K = 48;
  private static final int FORM_K = 4;
  private static final int API_K = 10;

  private final Gallery gallery;
  private final Searcher searcher;
  private final Remembered remembered;
  private final Pages pages;
  private final ProblemReply problems;

  SearchRoutes(
      Gallery gallery,
      Searcher searcher,
      Remembered remembered,
      Pages pages,
      ProblemReply problems) {
    this.gallery = gallery;
    this.searcher = searcher;
    this.remembered = remembered;
    this.pages = pages;
    this.problems = problems;
  }

  static String searchUrl(String query) {
    return Asked.of(query).url();
  }

  @Override
  public void routing(HttpRules rules) {
    Http.get(rules, "/", this::home);
    Http.get(rules, "/search", this::search);
    Http.post(rules, "/search_form", this::searchForm);
    Http.getAndPost(rules, "/api/v1/search", this::api, this::apiWithPicture);
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
    Http.sendHtml(
        request,
        response,
        200,
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
              remembered.albums(),
              remembered.recent(),
              introduction.modelNote());
        });
  }

  private void search(ServerRequest request, ServerResponse response) {
    Fields fields = Http.query(request);
    SearchAddress address = SearchAddress.of(fields, k(fields, 0));
    SearchAnswer answer = answer(address);
    if (address.isFirst()) {
      remembered.add(request, address.query(), answer);
    }
    Results results = ResultsView.of(address, answer);
    String html;
    if (!Http.wantsFragment(request)) {
      html = pages.results(address.query(), results);
    } else if (address.isFirst()) {
      html = pages.resultsFragment(address.query(), results);
    } else {
      html = pages.moreFragment(results);
    }
    Http.sendHtml(request, response, 200, html);
  }

  /// Where nothing is relevant the nearest are shown, whatever they are.
  private SearchAnswer answer(SearchAddress address) {
    boolean folded = address.less() == Less.FOLDED;
    SearchAnswer answer =
        searcher.search(address.asked(), page(address, folded ? Relevance.NORMAL : Relevance.ALL));
    return folded && address.isFirst() && answer.hits().isEmpty()
        ? searcher.search(address.asked(), page(address, Relevance.ALL))
        : answer;
  }

  private static Page page(SearchAddress address, Relevance relevance) {
    Page page =
        Page.first(address.k() == 0 ? PAGE_K : address.k(), relevance)
            .from(address.cursor() == null ? null : Cursor.parse(address.cursor()))
            .counting();
    return address.apart() ? page : page.collapsing();
  }

  private void searchForm(ServerRequest request, ServerResponse response) {
    String query = Http.form(request).text("search_text");
    SearchAnswer answer = searcher.searchWords(query, FORM_K);
    Results results = ResultsView.of(SearchAddress.of(query), answer).ending();
    Http.sendHtml(request, response, 200, pages.resultsFragment(query, results));
  }

  private void api(ServerRequest request, ServerResponse response) {
    Fields fields = Http.query(request);
    send(request, response, fields, Asked.in(fields));
  }

  /// The content is the picture; what `q` says is asked for besides.
  private void apiWithPicture(ServerRequest request, ServerResponse response) {
    Fields fields = Http.query(request);
    PictureId id = searcher.upload(() -> UploadRoutes.content(request));
    Asked asked = Asked.in(fields);
    String query = (UploadRoutes.query(id) + " " + asked.query()).strip();
    send(request, response, fields, new Asked(query, asked.marks()));
  }

  private void send(ServerRequest request, ServerResponse response, Fields fields, Asked asked) {
    String cursor = fields.text("cursor");
    Page page =
        Page.first(k(fields, API_K), relevance(fields))
            .from(cursor.isEmpty() ? null : Cursor.parse(cursor));
    if (fields.isTrue("count")) {
      page = page.counting();
    }
    if (fields.isTrue("collapse")) {
      page = page.collapsing();
    }
    SearchAnswer answer = searcher.search(asked, page);
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    Http.send(
        request,
        response,
        200,
        Http.JSON,
        Json.line(SearchJson.of(answer, fields.isTrue("explain"))));
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
}

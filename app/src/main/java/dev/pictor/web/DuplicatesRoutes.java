package dev.pictor.web;

import dev.pictor.jobs.DuplicatesRun;
import dev.pictor.jobs.DuplicatesRun.State;
import dev.pictor.store.PictureStore;
import dev.pictor.store.StoreCounts;
import dev.pictor.web.view.DuplicatesPage;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/// The page about what is there more than once. Pictures are compared when somebody asks for it,
/// beside the answering of requests.
final class DuplicatesRoutes implements HttpService {
  static final String URL = "/library/duplicates";

  private final Gallery gallery;
  private final DuplicatesRun run;
  private final Pages pages;

  DuplicatesRoutes(Gallery gallery, DuplicatesRun run, Pages pages) {
    this.gallery = gallery;
    this.run = run;
    this.pages = pages;
  }

  @Override
  public void routing(HttpRules rules) {
    Http.getAndPost(rules, URL, this::page, this::start);
  }

  private void page(ServerRequest request, ServerResponse response) {
    State state = run.state();
    StoreCounts counts = gallery.read(PictureStore::counts);
    DuplicatesPage page = DuplicatesView.of(state, counts, from(Http.query(request)));
    Http.sendHtml(
        request,
        response,
        200,
        Http.wantsFragment(request) ? pages.duplicatesFragment(page) : pages.duplicates(page));
  }

  private void start(ServerRequest request, ServerResponse response) {
    run.start();
    response.status(303).header(HeaderNames.LOCATION, URL).send();
  }

  private static int from(Fields fields) {
    String text = fields.text("from");
    if (text.isEmpty()) {
      return 0;
    }
    if (text.matches("\\d{1,9}")) {
      return Integer.parseInt(text);
    }
    throw new ProblemException(
        new Problem(
            400,
            "bad-from",
            "There is no such page",
            "from is “%s”; it takes the number of groups to pass over."
                .formatted(Texts.shortened(text))));
  }
}

package dev.pictor.web;

import dev.pictor.PictorException;
import dev.pictor.jobs.IndexJob;
import dev.pictor.jobs.IndexJobs;
import dev.pictor.jobs.IndexJobs.Begun;
import dev.pictor.store.StoreException;
import dev.pictor.web.view.LibraryPage;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import org.jspecify.annotations.Nullable;

/// The page about the collection itself, and the forms on it that start and cancel jobs.
final class LibraryRoutes implements HttpService {
  private final Gallery gallery;
  private final Searcher searcher;
  private final IndexJobs jobs;
  private final Pages pages;
  private final LibraryView view;

  LibraryRoutes(
      Gallery gallery, Searcher searcher, Remembered remembered, IndexJobs jobs, Pages pages) {
    this.gallery = gallery;
    this.searcher = searcher;
    this.jobs = jobs;
    this.pages = pages;
    this.view = new LibraryView(gallery, searcher, remembered);
  }

  /// Leads back to the page after a form. Not to a part of it: a browser without JavaScript, which
  /// loads the page anew while a job runs, would go to that part instead.
  static void goBack(ServerResponse response) {
    response.status(303).header(HeaderNames.LOCATION, "/library").send();
  }

  @Override
  public void routing(HttpRules rules) {
    Http.get(rules, "/library", this::page);
    Http.post(rules, "/library/jobs", this::start);
    Http.post(rules, "/library/jobs/{id}/cancel", this::cancel);
  }

  /// The page is there whatever has become of the collection, and says so.
  private void page(ServerRequest request, ServerResponse response) {
    IndexJob job = jobs.recent().stream().findFirst().orElse(null);
    LibraryPage page;
    int status = 200;
    try {
      String hindrance = hindrance();
      page = gallery.read(store -> view.of(store, job, hindrance));
    } catch (PictorException e) {
      Problem problem = Problem.of(e);
      status = e instanceof StoreException ? problem.status() : 200;
      page = view.without(problem, job);
    }
    Http.sendHtml(
        request,
        response,
        status,
        Http.wantsFragment(request) ? pages.libraryFragment(page) : pages.library(page));
  }

  private @Nullable String hindrance() {
    try {
      searcher.requireModel();
      return null;
    } catch (ProblemException e) {
      return e.problem().title() + ". " + e.problem().detail();
    }
  }

  /// If a job is under way already, that is the one which was wished for.
  private void start(ServerRequest request, ServerResponse response) {
    boolean retry = Http.form(request).isTrue("retry");
    switch (jobs.start(searcher.requireModel(), retry)) {
      case Begun.Started _, Begun.UnderWay _ -> goBack(response);
      case Begun.Closed() -> throw new ProblemException(JobRoutes.CLOSING);
    }
  }

  private void cancel(ServerRequest request, ServerResponse response) {
    jobs.find(request.path().pathParameters().get("id")).ifPresent(IndexJob::cancel);
    goBack(response);
  }
}

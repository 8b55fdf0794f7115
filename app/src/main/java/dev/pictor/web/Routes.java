package dev.pictor.web;

import dev.pictor.history.History;
import dev.pictor.jobs.DuplicatesRun;
import dev.pictor.jobs.IndexJobs;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/// Every address, behind the [Guard].
final class Routes {
  private static final Logger LOG = System.getLogger(Routes.class.getName());

  private final ServerOptions options;
  private final Gallery gallery;
  private final Searcher searcher;
  private final History history;
  private final IndexJobs jobs;
  private final DuplicatesRun duplicates;

  Routes(
      ServerOptions options,
      Gallery gallery,
      Searcher searcher,
      History history,
      IndexJobs jobs,
      DuplicatesRun duplicates) {
    this.options = options;
    this.gallery = gallery;
    this.searcher = searcher;
    this.history = history;
    this.jobs = jobs;
    this.duplicates = duplicates;
  }

  HttpRouting.Builder build() {
    Assets assets = new Assets();
    Pages pages = new Pages(assets);
    ProblemReply problems = new ProblemReply(pages);
    Remembered remembered = new Remembered(history, gallery.collection());
    Access access = new Access(options.requiredToken());
    return HttpRouting.builder()
        .addFilter(new Front(options.trustedProxies()))
        .addFilter(new Guard(new AllowedHosts(options.host()), access, problems))
        .error(Throwable.class, (request, response, e) -> fail(problems, request, response, e))
        .register(new SearchRoutes(gallery, searcher, remembered, pages, problems))
        .register(new HistoryRoutes(gallery, history))
        .register(new SuggestionRoutes(gallery, remembered, pages))
        .register(new UploadRoutes(searcher))
        .register(new FailureRoutes(gallery, pages))
        .register(new JobRoutes(gallery, searcher, jobs))
        .register(new LibraryRoutes(gallery, searcher, remembered, jobs, pages))
        .register(new AlbumRoutes(gallery, history.saved(), new Covers(searcher)))
        .register(new DuplicatesRoutes(gallery, duplicates, pages))
        .register(new LoginRoutes(access, pages))
        .register("/pictures", new PictureRoutes(gallery, searcher, new Thumbnails(gallery), pages))
        .register("/static", assets)
        .register("/health", new HealthRoutes(searcher))
        .any(
            (request, response) -> {
              throw new ProblemException(Problem.NOT_FOUND);
            });
  }

  private static void fail(
      ProblemReply problems, ServerRequest request, ServerResponse response, Throwable failure) {
    Problem problem = Problem.of(failure);
    if (problem.status() >= 500) {
      LOG.log(
          problem.retrySeconds() > 0 ? Level.DEBUG : Level.ERROR,
          "%s %s: %s".formatted(request.prologue().method(), request.path().rawPath(), failure));
      LOG.log(Level.DEBUG, "This is where it happened", failure);
    }
    problems.send(request, response, problem);
  }
}

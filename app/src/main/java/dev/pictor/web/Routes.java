package dev.pictor.web;

import dev.pictor.history.History;
import dev.pictor.jobs.DuplicatesRun;
import dev.pictor.jobs.IndexJobs;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/// Every address, behind the [Guard].
final class Routes {
  private static final Logger LOG = System.getLogger(Routes.class.getName());

  private final ServerOptions options;
  private final Limits limits;
  private final Gallery gallery;
  private final Searcher searcher;
  private final History history;
  private final IndexJobs jobs;
  private final DuplicatesRun duplicates;
  private final Access access;
  private final Traffic traffic;

  Routes(
      ServerOptions options,
      Limits limits,
      Connections connections,
      Gallery gallery,
      Searcher searcher,
      History history,
      IndexJobs jobs,
      DuplicatesRun duplicates) {
    this.options = options;
    this.limits = limits;
    this.gallery = gallery;
    this.searcher = searcher;
    this.history = history;
    this.jobs = jobs;
    this.duplicates = duplicates;
    this.traffic = new Traffic(connections);
    this.access = new Access(options.requiredToken());
  }

  HttpRouting.Builder build() {
    Assets assets = new Assets();
    Pages pages = new Pages(assets);
    ProblemReply problems = new ProblemReply(pages);
    RateLimit limit = new RateLimit(limits.requestsPerMinute(), System::nanoTime);
    HttpRouting.Builder routing =
        HttpRouting.builder()
            .addFilter(traffic)
            .addFilter(new Front(options.trustedProxies()))
            .addFilter(new Guard(new AllowedHosts(options.host()), access, limit, problems))
            .addFilter(this::inTime)
            .error(Throwable.class, (request, response, e) -> fail(problems, request, response, e));
    services(pages).forEach(routing::register);
    return routing
        .register("/static", assets)
        .any(
            (request, response) -> {
              throw new ProblemException(Problem.NOT_FOUND);
            });
  }

  /// What answers all addresses but those of files.
  List<HttpService> services(Pages pages) {
    Remembered remembered = new Remembered(history, gallery.collection());
    return List.of(
        new SearchRoutes(gallery, searcher, remembered, pages, new ProblemReply(pages)),
        new HistoryRoutes(gallery, history),
        new SuggestionRoutes(gallery, remembered, pages),
        new UploadRoutes(searcher),
        new EmbedRoutes(searcher),
        new FailureRoutes(gallery, pages),
        new JobRoutes(gallery, searcher, jobs),
        new LibraryRoutes(gallery, searcher, remembered, jobs, pages),
        new AlbumRoutes(gallery, history.saved(), new Covers(searcher)),
        new DuplicatesRoutes(gallery, duplicates, pages),
        new CollectionRoutes(gallery, searcher, traffic),
        new LoginRoutes(access, pages),
        new PictureRoutes(gallery, searcher, new Thumbnails(gallery), pages),
        new ApiRoutes(pages),
        new HealthRoutes(searcher));
  }

  private void inTime(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    request.streamFilter(content -> new TimedInput(content, limits));
    chain.proceed();
  }

  private static void fail(
      ProblemReply problems, ServerRequest request, ServerResponse response, Throwable failure) {
    Problem problem = Problem.of(failure);
    if (problem.status() >= 500) {
      LOG.log(
          problem.retrySeconds() > 0 ? Level.DEBUG : Level.ERROR,
          "%s %s: %s (request %s)"
              .formatted(
                  request.prologue().method(),
                  request.path().rawPath(),
                  failure,
                  response.headers().first(RequestId.HEADER).orElse("")));
      LOG.log(Level.DEBUG, "This is where it happened", failure);
    }
    problems.send(request, response, problem);
  }
}

package dev.pictor.web;

import dev.pictor.jobs.IndexJob;
import dev.pictor.jobs.IndexJobs;
import dev.pictor.jobs.IndexJobs.Begun;
import dev.pictor.json.Json;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.Semaphore;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Index jobs in the JSON API. A job reads the folders that the collection knows; no request can
/// name others.
final class JobRoutes implements HttpService {
  /// So many may follow jobs at once: each keeps a connection.
  static final int MOST_LISTENERS = 32;

  private static final Logger LOG = System.getLogger(JobRoutes.class.getName());
  private static final String JOBS = "/api/v1/jobs";
  private static final Set<String> FIELDS = Set.of("collection", "retry");

  private static final Problem NO_SUCH_JOB =
      new Problem(
          404,
          "no-such-job",
          "There is no such job",
          "It was never started, or is forgotten: the last %d are kept while the server runs."
              .formatted(IndexJobs.KEPT));
  private static final Problem TOO_MANY_LISTENERS =
      new Problem(
          503,
          "busy",
          "Too many follow jobs already",
          "At most %d can. GET on the job itself tells how it stands.".formatted(MOST_LISTENERS),
          null,
          10);
  static final Problem CLOSING =
      new Problem(503, "closing", "The server is about to end", "Nothing new is begun.", null, 5);

  /// A problem that names the job in the way.
  private record UnderWayJson(
      String type, String title, int status, String detail, String code, String job) {}

  private final Gallery gallery;
  private final Searcher searcher;
  private final IndexJobs jobs;
  private final Semaphore listeners = new Semaphore(MOST_LISTENERS);

  JobRoutes(Gallery gallery, Searcher searcher, IndexJobs jobs) {
    this.gallery = gallery;
    this.searcher = searcher;
    this.jobs = jobs;
  }

  static String url(IndexJob job) {
    return JOBS + "/" + job.id();
  }

  static String eventsUrl(IndexJob job) {
    return url(job) + "/events";
  }

  @Override
  public void routing(HttpRules rules) {
    Http.getAndPost(rules, JOBS, this::list, this::start);
    Http.getAndDelete(rules, JOBS + "/{id}", this::show, this::cancel);
    Http.post(rules, JOBS + "/{id}/cancel", this::cancel);
    Http.get(rules, JOBS + "/{id}/events", this::events);
  }

  private void list(ServerRequest request, ServerResponse response) {
    JobJson.Recent recent =
        new JobJson.Recent(
            gallery.collection(),
            jobs.recent().stream().map(job -> JobJson.of(job.status())).toList());
    send(request, response, 200, Json.line(recent));
  }

  private void show(ServerRequest request, ServerResponse response) {
    send(request, response, 200, json(require(request)));
  }

  private void start(ServerRequest request, ServerResponse response) {
    boolean retry = readRetry(request);
    switch (jobs.start(searcher.requireModel(), retry)) {
      case Begun.Started(var job) -> {
        response.header(HeaderNames.LOCATION, url(job));
        send(request, response, 201, json(job));
      }
      case Begun.UnderWay(var job) -> {
        response
            .header(HeaderNames.LOCATION, url(job))
            .header(HeaderNames.CACHE_CONTROL, "no-store");
        UnderWayJson underWay =
            new UnderWayJson(
                "about:blank",
                "A job is under way already",
                409,
                "Job %s indexes “%s”. Wait for its end, or cancel it."
                    .formatted(job.id(), gallery.collection()),
                "job-under-way",
                job.id());
        Http.send(request, response, 409, "application/problem+json", Json.line(underWay));
      }
      case Begun.Closed() -> throw new ProblemException(CLOSING);
    }
  }

  /// Reads `{"collection": NAME, "retry": false}`.
  private boolean readRetry(ServerRequest request) {
    JsonNode wish;
    try {
      wish = Json.read(Http.jsonContent(request), JsonNode.class);
    } catch (JacksonException e) {
      throw badJob(
          "The content is no JSON: {\"collection\": \"%s\"} is.".formatted(gallery.collection()));
    }
    if (wish == null || !wish.isObject()) {
      throw badJob("The content is no JSON object.");
    }
    for (String name : wish.propertyNames()) {
      if (!FIELDS.contains(name)) {
        throw badJob(
            "There is no field “%s”; a job takes collection and retry."
                .formatted(Texts.shortened(name)));
      }
    }
    JsonNode collection = wish.path("collection");
    if (!collection.isString()) {
      throw badJob("“collection” must be there, a string.");
    }
    if (!collection.asString().equals(gallery.collection())) {
      throw new ProblemException(
          new Problem(
              404,
              "no-such-collection",
              "This collection is not served here",
              "It is “%s” that is, not “%s”."
                  .formatted(gallery.collection(), Texts.shortened(collection.asString()))));
    }
    JsonNode retry = wish.path("retry");
    if (!retry.isMissingNode() && !retry.isBoolean()) {
      throw badJob("“retry” takes true or false.");
    }
    return retry.asBoolean(false);
  }

  private static ProblemException badJob(String detail) {
    return new ProblemException(new Problem(400, "bad-job", "This is no job", detail));
  }

  /// Of one that has ended nothing changes.
  private void cancel(ServerRequest request, ServerResponse response) {
    IndexJob job = require(request);
    job.cancel();
    send(request, response, job.hasEnded() ? 200 : 202, json(job));
  }

  private void events(ServerRequest request, ServerResponse response) {
    IndexJob job = require(request);
    response
        .header(HeaderNames.CONTENT_TYPE, JobEvents.CONTENT_TYPE)
        .header(HeaderNames.CACHE_CONTROL, "no-store")
        // Some proxies keep what comes until there is more of it.
        .header("X-Accel-Buffering", "no");
    if (Http.isHead(request)) {
      response.send();
      return;
    }
    if (!listeners.tryAcquire()) {
      throw new ProblemException(TOO_MANY_LISTENERS);
    }
    try (OutputStream out = response.outputStream()) {
      new JobEvents(job, out).write();
    } catch (IOException | UncheckedIOException e) {
      LOG.log(Level.DEBUG, "Nobody follows job {0} here any more: {1}", job.id(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      listeners.release();
    }
  }

  private IndexJob require(ServerRequest request) {
    return jobs.find(request.path().pathParameters().get("id"))
        .orElseThrow(() -> new ProblemException(NO_SUCH_JOB));
  }

  private static String json(IndexJob job) {
    return Json.line(JobJson.of(job.status()));
  }

  private static void send(
      ServerRequest request, ServerResponse response, int status, String json) {
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    Http.send(request, response, status, Http.JSON, json);
  }
}

package dev.pictor.web;

import dev.pictor.json.Json;
import dev.pictor.web.view.Trouble;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Set;

/// Sends a [Problem] in the form that was asked for: a page, a piece of one, or JSON.
final class ProblemReply {
  /// RFC 9457.
  private record ProblemJson(String type, String title, int status, String detail, String code) {}

  static final String JSON = "application/problem+json";

  private static final Set<String> OLDER_PROGRAMS = Set.of("/embed", "/started", "/healthy");

  private final Pages pages;

  ProblemReply(Pages pages) {
    this.pages = pages;
  }

  void send(ServerRequest request, ServerResponse response, Problem problem) {
    send(request, response, problem, problem.status());
  }

  /// @param status of HTTP, where it is another than the problem's
  void send(ServerRequest request, ServerResponse response, Problem problem, int status) {
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    if (problem.retrySeconds() > 0) {
      response.header(HeaderNames.RETRY_AFTER, Integer.toString(problem.retrySeconds()));
    }
    if (problem.status() == 408) {
      response.header(HeaderNames.CONNECTION, "close");
    }
    if (isForPrograms(request.path().rawPath())) {
      Http.send(request, response, status, JSON, json(problem));
    } else {
      Http.send(request, response, status, Http.HTML, html(request, problem));
    }
  }

  /// Whether programs ask there, and not people.
  static boolean isForPrograms(String path) {
    return path.startsWith("/api/") && !path.equals("/api/docs")
        || path.startsWith("/health/")
        || OLDER_PROGRAMS.contains(path);
  }

  static String json(Problem problem) {
    return Json.line(
        new ProblemJson(
            "about:blank", problem.title(), problem.status(), problem.detail(), problem.code()));
  }

  private String html(ServerRequest request, Problem problem) {
    boolean fragment = Http.wantsFragment(request);
    if (problem.status() == 401 && !fragment) {
      return pages.login(false);
    }
    Trouble trouble = trouble(request, problem);
    if (!fragment) {
      return pages.trouble(query(request), trouble);
    }
    return asksForMore(request)
        ? pages.moreTroubleFragment(trouble)
        : pages.troubleFragment(trouble);
  }

  /// Whether what is shown stays, and more was to come behind it.
  private static boolean asksForMore(ServerRequest request) {
    return request.path().rawPath().equals("/search")
        && request.prologue().query().rawValue().contains("&cursor=");
  }

  private static String query(ServerRequest request) {
    try {
      return Http.query(request).text("q");
    } catch (ProblemException e) {
      return "";
    }
  }

  private static Trouble trouble(ServerRequest request, Problem problem) {
    return new Trouble(
        problem.title(),
        problem.detail(),
        problem.command(),
        problem.retrySeconds() > 0 ? retryUrl(request) : null,
        problem.retrySeconds());
  }

  private static String retryUrl(ServerRequest request) {
    if (request.prologue().method().equals(Method.POST)) {
      return "/";
    }
    String query = request.prologue().query().rawValue();
    return request.prologue().uriPath().rawPath() + (query.isEmpty() ? "" : "?" + query);
  }
}

package dev.pictor.web;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.PathMatchers;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Predicate;

/// The few things of HTTP that every route needs.
final class Http {
  static final String HTML = "text/html; charset=utf-8";
  static final String JSON = "application/json";

  /// The most bytes that a form may have.
  static final int MAX_FORM_BYTES = 64 * 1024;

  /// The most bytes that any content may have: a picture, and the form around it.
  static final int MAX_CONTENT_BYTES = Uploads.MAX_BYTES + MAX_FORM_BYTES;

  private static final Predicate<Method> READS = Method.predicate(Method.GET, Method.HEAD);

  private Http() {}

  static void get(HttpRules rules, String path, Handler handler) {
    rules.route(READS, PathMatchers.create(path), handler);
    rules.any(path, otherMethod("GET, HEAD"));
  }

  static void getAndPost(HttpRules rules, String path, Handler get, Handler post) {
    rules.route(READS, PathMatchers.create(path), get);
    rules.post(path, post);
    rules.any(path, otherMethod("GET, HEAD, POST"));
  }

  static void getAndDelete(HttpRules rules, String path, Handler get, Handler delete) {
    rules.route(READS, PathMatchers.create(path), get);
    rules.delete(path, delete);
    rules.any(path, otherMethod("GET, HEAD, DELETE"));
  }

  static void post(HttpRules rules, String path, Handler handler) {
    rules.post(path, handler);
    rules.any(path, otherMethod("POST"));
  }

  private static Handler otherMethod(String allowed) {
    return (request, response) -> {
      response.header(HeaderNames.ALLOW, allowed);
      throw new ProblemException(
          new Problem(
              405,
              "method-not-allowed",
              "This cannot be done here",
              "This address takes " + allowed + "."));
    };
  }

  /// Sends text; a HEAD request gets the headers only.
  static void send(
      ServerRequest request,
      ServerResponse response,
      int status,
      String contentType,
      String content) {
    String seen = contentType.equals(HTML) ? Visit.of(request).page(content) : content;
    send(request, response, status, contentType, seen.getBytes(StandardCharsets.UTF_8));
  }

  static void send(
      ServerRequest request,
      ServerResponse response,
      int status,
      String contentType,
      byte[] content) {
    response.status(status).header(HeaderNames.CONTENT_TYPE, contentType);
    if (isHead(request)) {
      response.contentLength(content.length);
      response.send();
    } else {
      response.send(content);
    }
  }

  /// Sends a page or a piece of one. A piece must never be taken for the page of the same address,
  /// so it is not kept.
  static void sendHtml(ServerRequest request, ServerResponse response, int status, String html) {
    response
        .header(HeaderNames.VARY, "HX-Request")
        .header(
            HeaderNames.CACHE_CONTROL, wantsFragment(request) ? "no-store" : "private, no-cache");
    send(request, response, status, HTML, html);
  }

  static boolean isHead(ServerRequest request) {
    return request.prologue().method().equals(Method.HEAD);
  }

  /// Whether htmx asks, which puts the answer into the page that is there.
  static boolean wantsFragment(ServerRequest request) {
    return request.headers().first(HeaderNames.create("HX-Request")).isPresent();
  }

  static Fields query(ServerRequest request) {
    return Fields.parse(request.prologue().query().rawValue());
  }

  /// Reads a form.
  ///
  /// @throws ProblemException if it is another kind of content, or too large
  static Fields form(ServerRequest request) {
    String type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
    if (!type.strip().toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")) {
      throw new ProblemException(
          new Problem(
              415,
              "not-a-form",
              "This content is not taken here",
              "Send a form: application/x-www-form-urlencoded."));
    }
    return Fields.parse(content(request));
  }

  /// Reads JSON, which a form of another site cannot send.
  ///
  /// @throws ProblemException if it is said to be another kind of content, or too large
  static String jsonContent(ServerRequest request) {
    String type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
    if (!type.strip().toLowerCase(Locale.ROOT).startsWith(JSON)) {
      throw new ProblemException(
          new Problem(
              415, "not-json", "This content is not taken here", "Send JSON: " + JSON + "."));
    }
    return content(request);
  }

  private static String content(ServerRequest request) {
    try (InputStream input = request.content().inputStream()) {
      byte[] content = input.readNBytes(MAX_FORM_BYTES + 1);
      if (content.length > MAX_FORM_BYTES) {
        throw new ProblemException(Problem.ofStatus(413));
      }
      return new String(content, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The connection ended within the content", e);
    }
  }

  /// Tells whether the browser has this version already; if so the answer is sent.
  ///
  /// @param tag of the content, without quotes
  static boolean answeredFromCache(ServerRequest request, ServerResponse response, String tag) {
    String quoted = "\"" + tag + "\"";
    response.header(HeaderNames.ETAG, quoted);
    for (String known : request.headers().values(HeaderNames.IF_NONE_MATCH)) {
      for (String one : known.split(",")) {
        String candidate = one.strip();
        if (candidate.equals("*") || candidate.equals(quoted) || candidate.equals("W/" + quoted)) {
          response.status(304).send();
          return true;
        }
      }
    }
    return false;
  }
}

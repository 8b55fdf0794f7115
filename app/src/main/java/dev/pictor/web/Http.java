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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/// The few things of HTTP that every route needs.
final class Http {
  static final String HTML = "text/html; charset=utf-8";
  static final String JSON = "application/json";

  /// The most bytes that a form may have.
  static final int MAX_FORM_BYTES = 64 * 1024;

  /// The most bytes that any content may have: a picture, and the form around it.
  static final int MAX_CONTENT_BYTES = Uploads.MAX_BYTES + MAX_FORM_BYTES;

  private static final List<Method> METHODS =
      List.of(Method.GET, Method.POST, Method.PUT, Method.DELETE);
  private static final Predicate<Method> READS = Method.predicate(Method.GET, Method.HEAD);

  private Http() {}

  static void get(HttpRules rules, String path, Handler handler) {
    all(rules, path, Map.of(Method.GET, handler));
  }

  static void getAndPost(HttpRules rules, String path, Handler get, Handler post) {
    all(rules, path, Map.of(Method.GET, get, Method.POST, post));
  }

  static void getAndDelete(HttpRules rules, String path, Handler get, Handler delete) {
    all(rules, path, Map.of(Method.GET, get, Method.DELETE, delete));
  }

  static void post(HttpRules rules, String path, Handler handler) {
    all(rules, path, Map.of(Method.POST, handler));
  }

  /// All that an address takes: any other method is refused. What takes GET takes HEAD.
  static void all(HttpRules rules, String path, Map<Method, Handler> handlers) {
    List<String> allowed = new ArrayList<>();
    for (Method method : METHODS) {
      Handler handler = handlers.get(method);
      if (handler != null) {
        boolean reads = method.equals(Method.GET);
        rules.route(reads ? READS : Method.predicate(method), PathMatchers.create(path), handler);
        allowed.add(reads ? "GET, HEAD" : method.text());
      }
    }
    rules.any(path, otherMethod(String.join(", ", allowed)));
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
    return Fields.parse(new String(content(request, MAX_FORM_BYTES), StandardCharsets.UTF_8));
  }

  /// Reads all content.
  ///
  /// @throws ProblemException if it has more bytes, or comes too slowly
  static byte[] content(ServerRequest request, int mostBytes) {
    try {
      return bounded(request.content().inputStream(), mostBytes);
    } catch (IOException e) {
      throw new ProblemException(Problem.ofStatus(400));
    }
  }

  /// @throws ProblemException if it has more bytes
  static byte[] bounded(InputStream content, int mostBytes) throws IOException {
    try (content) {
      byte[] bytes = content.readNBytes(mostBytes + 1);
      if (bytes.length > mostBytes) {
        throw new ProblemException(Problem.ofStatus(413));
      }
      return bytes;
    }
  }

  /// Reads JSON, which a form of another site cannot send.
  ///
  /// @throws ProblemException if it is said to be another kind of content, or too large
  static String jsonContent(ServerRequest request) {
    JsonContent.requireIn(request);
    return new String(content(request, MAX_FORM_BYTES), StandardCharsets.UTF_8);
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

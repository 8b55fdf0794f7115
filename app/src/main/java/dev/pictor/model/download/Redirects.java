package dev.pictor.model.download;

import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.net.ssl.SSLException;

/// Asks for an address and follows where the answer leads, a bounded number of times and never from
/// https to http.
final class Redirects {
  private static final int MOST = 8;
  private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

  private final HttpClient client;
  private final Duration limit;

  /// @param client one that follows nothing by itself
  /// @param limit until an answer begins
  Redirects(HttpClient client, Duration limit) {
    this.client = client;
    this.limit = limit;
  }

  /// @param request makes the request for an address
  /// @return the first answer that leads nowhere else; to be closed
  HttpResponse<BodyQueue> follow(URI start, Function<URI, HttpRequest> request)
      throws BrokenTransferException, InterruptedException {
    URI address = start;
    for (int followed = 0; followed <= MOST; followed++) {
      HttpResponse<BodyQueue> response = send(request.apply(address));
      if (!STATUSES.contains(response.statusCode())) {
        return response;
      }
      response.body().close();
      address = next(response);
    }
    throw new DownloadException(
        "%s leads from one address to the next more than %d times, at last to %s."
            .formatted(shown(start), MOST, shown(address)));
  }

  private static URI next(HttpResponse<BodyQueue> response) {
    URI from = response.uri();
    String location = response.headers().firstValue("Location").orElse("");
    URI to;
    try {
      to = from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new DownloadException(
          "%s leads to '%s', no address.".formatted(shown(from), location), e);
    }
    if (location.isEmpty() || !WantedFile.isWeb(to)) {
      throw new DownloadException(
          "%s leads to '%s'; only http and https addresses are followed."
              .formatted(shown(from), location));
    }
    if ("https".equalsIgnoreCase(from.getScheme()) && !"https".equalsIgnoreCase(to.getScheme())) {
      throw new DownloadException(
          "%s leads to %s, from an encrypted address to one that is not: not followed."
              .formatted(shown(from), shown(to)));
    }
    return to;
  }

  private HttpResponse<BodyQueue> send(HttpRequest request)
      throws BrokenTransferException, InterruptedException {
    CompletableFuture<HttpResponse<BodyQueue>> answer =
        client.sendAsync(request, _ -> new BodyQueue());
    try {
      return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new BrokenTransferException(
          "%s did not answer within %s s.".formatted(shown(request.uri()), limit.toMillis() / 1e3),
          e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (cause instanceof SSLException) {
        throw new DownloadException(
            "No safe connection to %s: %s".formatted(shown(request.uri()), reason(cause)), cause);
      }
      if (cause instanceof IOException) {
        throw new BrokenTransferException(
            "%s cannot be reached: %s.".formatted(shown(request.uri()), reason(cause)), cause);
      }
      throw new DownloadException(
          "%s cannot be asked for: %s".formatted(shown(request.uri()), reason(cause)), cause);
    } finally {
      answer.cancel(true);
    }
  }

  /// An address as people see it: what comes after `?` may be a password.
  static String shown(URI address) {
    String text = address.toString();
    int question = text.indexOf('?');
    return question < 0 ? text : text.substring(0, question) + "?...";
  }

  /// What went wrong, for people: some of Java's exceptions have no message.
  static String reason(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
        return "there is no such host";
      }
      if (cause.getMessage() instanceof String message && !message.isBlank()) {
        return message;
      }
    }
    return thrown.getClass().getSimpleName();
  }
}

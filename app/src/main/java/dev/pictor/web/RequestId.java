package dev.pictor.web;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.util.UUID;
import java.util.regex.Pattern;

/// What a request is called in its answer and in the log: as its client calls it, where that can be
/// written anywhere without harm.
final class RequestId {
  static final HeaderName HEADER = HeaderNames.create("X-Request-Id");

  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private RequestId() {}

  static String of(Headers request) {
    return request
        .first(HEADER)
        .filter(id -> HARMLESS.matcher(id).matches())
        .orElseGet(RequestId::make);
  }

  /// For what never became a request.
  static String make() {
    return UUID.randomUUID().toString();
  }
}

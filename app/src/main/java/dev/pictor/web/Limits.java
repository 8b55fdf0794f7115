package dev.pictor.web;

import java.time.Duration;

/// What the server bears of one client.
///
/// @param requestsPerMinute from one address; 0 for any number
/// @param waiting the longest time for a request to come, all headers included
/// @param silence the longest pause within a request's content
/// @param content the longest time for all of a request's content
record Limits(int requestsPerMinute, Duration waiting, Duration silence, Duration content) {
  /// A page asks for its tiles at once, so this is many searches.
  static final int REQUESTS_PER_MINUTE = 3_000;

  private static final Duration WAITING = Duration.ofSeconds(60);
  private static final Duration SILENCE = Duration.ofSeconds(30);
  private static final Duration CONTENT = Duration.ofSeconds(60);

  static Limits usual(int requestsPerMinute) {
    return new Limits(requestsPerMinute, WAITING, SILENCE, CONTENT);
  }
}

package dev.pictor.model.download;

import java.time.Duration;

/// How long to wait for a server, and how often to try again.
///
/// @param connect until a connection stands
/// @param stall without an answer, or without a further byte
/// @param attempts in a row that bring nothing, before giving up
/// @param pause after the first of them; doubles with each, up to half a minute
public record Patience(Duration connect, Duration stall, int attempts, Duration pause) {
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  public static Patience defaults() {
    return new Patience(Duration.ofSeconds(20), Duration.ofSeconds(30), 6, Duration.ofSeconds(1));
  }

  /// @param failed attempts in a row so far, at least 1
  Duration pauseAfter(int failed) {
    Duration doubled = pause.multipliedBy(1L << Math.min(failed - 1, 20));
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }
}

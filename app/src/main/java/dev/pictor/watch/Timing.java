package dev.pictor.watch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How soon a [Watch] does what.
///
/// @param tick how often it looks up
/// @param quiet for so long nothing must have happened before a run, and to a file before it is
///     read
/// @param longest after so long of things happening a run begins all the same
/// @param look how often it looks whether the folders are there, and are the same ones
/// @param firstPause after a failure; each further one doubles it
/// @param longestPause the most that it becomes
/// @param scanEvery to scan so often whatever the system tells, null for never
/// @param scanUntold as above, where the system cannot tell of all folders
public record Timing(
    Duration tick,
    Duration quiet,
    Duration longest,
    Duration look,
    Duration firstPause,
    Duration longestPause,
    @Nullable Duration scanEvery,
    Duration scanUntold) {
  public static final Timing DEFAULT =
      new Timing(
          Duration.ofMillis(250),
          Duration.ofSeconds(2),
          Duration.ofSeconds(30),
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          Duration.ofMinutes(2),
          null,
          Duration.ofMinutes(5));

  public Timing withScanEvery(@Nullable Duration period) {
    return new Timing(tick, quiet, longest, look, firstPause, longestPause, period, scanUntold);
  }
}

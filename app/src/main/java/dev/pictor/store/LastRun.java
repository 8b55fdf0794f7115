package dev.pictor.store;

import java.time.Instant;

/// What the last run of indexing came to: that of one process, or of all that shared it.
///
/// @param beganAt when the first of them began, as `lastAt` by the store's clock
/// @param lastAt when the last of them ended, until then when something was stored last
/// @param processes how many took part
public record LastRun(
    State state, Instant beganAt, Instant lastAt, int processes, RunCounts counts) {
  /// How a run stands.
  public enum State {
    UNDER_WAY,
    /// It came to its end.
    FINISHED,
    /// Somebody stopped it before.
    INTERRUPTED,
    /// It was killed, or an error ended it.
    BROKEN_OFF
  }

  public static LastRun begun(Instant now) {
    return new LastRun(State.UNDER_WAY, now, now, 1, RunCounts.NONE);
  }

  /// The same after something was stored.
  public LastRun with(RunCounts more, Instant now) {
    return new LastRun(state, beganAt, now, processes, counts.plus(more));
  }

  /// The same, in another state.
  public LastRun in(State other) {
    return new LastRun(other, beganAt, lastAt, processes, counts);
  }

  /// The same as it ended.
  ///
  /// @param all what it has done from its beginning to its end
  public LastRun ended(RunCounts all, boolean isInterrupted, Instant now) {
    State end = isInterrupted ? State.INTERRUPTED : State.FINISHED;
    return new LastRun(end, beganAt, now, processes, all);
  }
}

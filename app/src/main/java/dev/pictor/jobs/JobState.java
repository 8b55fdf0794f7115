package dev.pictor.jobs;

/// How a job stands. It goes forward only: queued, running, and one of the other three.
public enum JobState {
  QUEUED,
  RUNNING,
  /// It came to its end.
  DONE,
  /// An error ended it; what was stored before stays.
  FAILED,
  /// Somebody stopped it; what was stored before stays.
  CANCELLED;

  public boolean isEnd() {
    return this != QUEUED && this != RUNNING;
  }
}

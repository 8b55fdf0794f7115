package dev.pictor.jobs;

/// What an index job is at.
public enum JobPhase {
  /// It has not begun, or waits for another process that writes the collection.
  WAITING,
  /// It looks through the folders, and reads what it has found so far.
  LOOKING,
  /// It has found all that is to be read, and reads.
  READING,
  /// All is read; what is left is removing and tidying.
  FINISHING,
  ENDED
}

package dev.pictor.cli;

/// What a command ends with, the same for all of them.
final class ExitCode {
  /// Done, also when there was nothing to do.
  static final int DONE = 0;

  static final int COULD_NOT_RUN = 1;

  static final int WRONG_USAGE = 2;

  /// Finished, but some pictures or texts failed, or `doctor` left something unrepaired.
  static final int SOME_FAILED = 3;

  /// By Ctrl-C or a signal.
  static final int INTERRUPTED = 130;

  /// Who read standard output has gone (`| head -1`): what a shell shows for the programs that the
  /// signal of a broken pipe ends, which are most.
  static final int READER_GONE = 141;

  private ExitCode() {}
}

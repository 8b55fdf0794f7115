package dev.pictor.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;

/// A request's content, which has to come in time.
final class TimedInput extends FilterInputStream {
  private final LongSupplier nanos;
  private final long deadlineNanos;

  /// @param patience for all of it
  /// @param nanos a clock that only goes on
  TimedInput(InputStream content, Duration patience, LongSupplier nanos) {
    super(content);
    this.nanos = nanos;
    this.deadlineNanos = nanos.getAsLong() + patience.toNanos();
  }

  @Override
  public int read() throws IOException {
    return inTime(super::read);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return inTime(() -> super.read(bytes, offset, length));
  }

  private interface Read {
    int run() throws IOException;
  }

  /// @throws ProblemException if it is too late, or nothing comes for longer than the socket waits
  private int inTime(Read read) throws IOException {
    if (nanos.getAsLong() - deadlineNanos > 0) {
      throw new ProblemException(Problem.TOO_SLOW);
    }
    try {
      return read.run();
    } catch (IOException | RuntimeException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof SocketTimeoutException) {
          throw new ProblemException(Problem.TOO_SLOW);
        }
      }
      throw e;
    }
  }
}

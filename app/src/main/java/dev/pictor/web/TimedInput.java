package dev.pictor.web;

import io.helidon.http.HttpException;
import io.helidon.http.RequestException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A request's content, which has to come in time. The web server waits for bytes for as long as it
/// takes, so each read is a thread's of its own, which ends with the connection.
final class TimedInput extends FilterInputStream {
  private final Limits limits;
  private final long beganNanos = System.nanoTime();
  private boolean isLate;

  TimedInput(InputStream content, Limits limits) {
    super(content);
    this.limits = limits;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /// @throws ProblemException if nothing comes for too long, or all of it takes too long
  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    long left = limits.content().toNanos() - (System.nanoTime() - beganNanos);
    if (left <= 0) {
      throw late();
    }
    byte[] buffer = new byte[length];
    FutureTask<Integer> reading = new FutureTask<>(() -> super.read(buffer, 0, length));
    Thread.startVirtualThread(reading);
    int read = await(reading, Math.min(left, limits.silence().toNanos()));
    System.arraycopy(buffer, 0, bytes, offset, Math.max(0, read));
    return read;
  }

  /// What came too slowly is left alone: closing it would wait for the rest.
  @Override
  public void close() throws IOException {
    if (!isLate) {
      super.close();
    }
  }

  private ProblemException late() {
    isLate = true;
    return new ProblemException(Problem.TOO_SLOW);
  }

  private int await(FutureTask<Integer> reading, long nanos) throws IOException {
    try {
      return reading.get(nanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw late();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      Throwable failure = e.getCause();
      if (failure instanceof HttpException refusal) {
        throw refusal;
      }
      if (failure instanceof RequestException refusal) {
        throw refusal;
      }
      if (failure instanceof IOException broken) {
        throw broken;
      }
      // Of a chunk whose length is no number, say, or a connection that ended.
      throw new IOException("The content is broken", failure);
    }
  }
}

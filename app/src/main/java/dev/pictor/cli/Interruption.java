package dev.pictor.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A request to come to an end: Ctrl-C, a service being stopped. Thread-safe.
public final class Interruption {
  private final CountDownLatch requested = new CountDownLatch(1);
  private volatile boolean isHeeded;

  public void request() {
    requested.countDown();
  }

  public boolean isRequested() {
    isHeeded = true;
    return requested.getCount() == 0;
  }

  /// Whether anybody has asked for it so far. Where nobody has, there is nothing to bring to
  /// an end: a command that waits for its input or loads a model can simply be ended.
  public boolean isHeeded() {
    return isHeeded;
  }

  /// Returns when it is requested, or after so long.
  ///
  /// @return whether it is requested
  boolean await(Duration longest) {
    isHeeded = true;
    try {
      return requested.await(longest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /// Returns when it is requested.
  void await() {
    isHeeded = true;
    try {
      requested.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

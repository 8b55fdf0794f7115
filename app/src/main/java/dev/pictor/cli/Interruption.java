package dev.pictor.cli;

import java.util.concurrent.CountDownLatch;

/// A request to come to an end: Ctrl-C, a service being stopped. Thread-safe.
public final class Interruption {
  private final CountDownLatch requested = new CountDownLatch(1);

  public void request() {
    requested.countDown();
  }

  public boolean isRequested() {
    return requested.getCount() == 0;
  }

  /// Returns when it is requested.
  void await() {
    try {
      requested.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

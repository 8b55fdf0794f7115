package dev.pictor.store.postgres;

import dev.pictor.store.StoreException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Tells the database again and again that this process lives.
final class Heartbeat {
  private final Duration lease;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("heartbeat").daemon().factory());

  private Heartbeat(Duration lease) {
    this.lease = lease;
  }

  /// @param lease how long one renewal holds
  /// @param renewal in a transaction
  static Heartbeat start(Database database, Duration lease, Database.Task renewal) {
    Heartbeat heartbeat = new Heartbeat(lease);
    long beat = lease.dividedBy(3).toMillis();
    heartbeat.executor.scheduleWithFixedDelay(
        () -> beat(database, renewal), beat, beat, TimeUnit.MILLISECONDS);
    return heartbeat;
  }

  /// A database that is away is noticed by those who have something to store.
  private static void beat(Database database, Database.Task renewal) {
    try {
      database.write(renewal);
    } catch (StoreException e) {
      return;
    }
  }

  /// Waits for a beat that is under way.
  ///
  /// @return whether no other comes, so that what it renewed can be given up
  boolean stop() {
    executor.shutdown();
    try {
      return executor.awaitTermination(lease.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

package dev.pictor.indexing;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// A bounded queue between two stages that has an end and can break. Thread-safe.
///
/// Nobody is interrupted when it breaks, since an interrupt in the middle of input or output closes
/// files under a store's feet: who waits looks up ten times a second.
final class Pipe<T> {
  private static final long LOOK_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final int capacity;
  private final BooleanSupplier broken;
  private final Deque<T> items = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean ended;

  /// @param broken once true, nothing goes in and nothing comes out any more
  Pipe(int capacity, BooleanSupplier broken) {
    this.capacity = capacity;
    this.broken = broken;
  }

  /// Waits for room.
  ///
  /// @return false if the pipe is broken
  boolean put(T item) {
    lock.lock();
    try {
      while (items.size() >= capacity && !broken.getAsBoolean()) {
        await(LOOK_UP_NANOS);
      }
      if (broken.getAsBoolean()) {
        return false;
      }
      items.add(item);
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// No more will be put.
  void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits for an item, then takes what is there.
  ///
  /// @param most the most items to take
  /// @param patience how long to wait
  /// @return empty if nothing came in time, see [#isDone()]
  List<T> take(int most, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    lock.lock();
    try {
      long left = deadline - System.nanoTime();
      while (items.isEmpty() && !ended && !broken.getAsBoolean() && left > 0) {
        await(Math.min(left, LOOK_UP_NANOS));
        left = deadline - System.nanoTime();
      }
      List<T> taken = new ArrayList<>();
      while (taken.size() < most && !items.isEmpty() && !broken.getAsBoolean()) {
        taken.add(items.remove());
      }
      changed.signalAll();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /// Whether nothing more will come out.
  boolean isDone() {
    lock.lock();
    try {
      return broken.getAsBoolean() || (ended && items.isEmpty());
    } finally {
      lock.unlock();
    }
  }

  private void await(long nanos) {
    try {
      changed.awaitNanos(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("No one interrupts a stage", e);
    }
  }
}

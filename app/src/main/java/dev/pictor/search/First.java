package dev.pictor.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// The first few of many, in an order.
final class First<T> {
  private final int most;
  private final Comparator<T> order;

  /// The last on top.
  private final PriorityQueue<T> kept;

  First(int most, Comparator<T> order) {
    this.most = most;
    this.order = order;
    this.kept = new PriorityQueue<>(order.reversed());
  }

  void offer(T item) {
    kept.add(item);
    if (kept.size() > most) {
      kept.poll();
    }
  }

  List<T> inOrder() {
    List<T> sorted = new ArrayList<>(kept);
    sorted.sort(order);
    return sorted;
  }
}

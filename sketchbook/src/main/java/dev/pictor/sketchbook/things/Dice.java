package dev.pictor.sketchbook.things;

import java.util.SplittableRandom;

/// Choices that a seed makes: the same seed always chooses the same.
final class Dice {
  private final SplittableRandom random;

  Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  /// A number in `[low, high)`.
  double between(double low, double high) {
    return low + random.nextDouble() * (high - low);
  }

  /// A whole number from `low` to `high`, both included.
  int whole(int low, int high) {
    return random.nextInt(low, high + 1);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  @SafeVarargs
  final <T> T pick(T... options) {
    return options[random.nextInt(options.length)];
  }
}

package dev.pictor.transfer;

import java.util.function.BooleanSupplier;

/// Somebody asked for an end; leads out of a store's or a file's loop.
final class Stopped extends RuntimeException {
  private static final long serialVersionUID = 1;

  private Stopped() {
    super("asked to stop", null, false, false);
  }

  /// @throws Stopped if it is so
  static void check(BooleanSupplier stopRequested) {
    if (stopRequested.getAsBoolean()) {
      throw new Stopped();
    }
  }
}

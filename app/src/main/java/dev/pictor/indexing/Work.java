package dev.pictor.indexing;

import dev.pictor.indexing.ReadResult.NotRefreshed;
import dev.pictor.indexing.ReadResult.Vanished;
import java.util.List;

/// What becomes of files that were read.
sealed interface Work permits OwnWork, SharedWork {
  /// Whether this can be stored; else the file is read once more. Called by one thread, in the
  /// order in which outcomes are stored.
  boolean takes(Outcome outcome);

  /// Stores them as one. Called by the same thread, also with none.
  ///
  /// @return those that were stored, as they are to be counted
  List<Outcome> store(List<Outcome> outcomes);

  /// There is nothing to store. Thread-safe.
  void vanished(Vanished result);

  /// There is nothing to store. Thread-safe.
  void notRefreshed(NotRefreshed result);

  /// Called several times a second, by the thread that stores.
  void tick();
}

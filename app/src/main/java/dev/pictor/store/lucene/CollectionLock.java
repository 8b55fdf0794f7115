package dev.pictor.store.lucene;

import dev.pictor.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.lucene.store.LockObtainFailedException;

/// Waits for a collection's write lock, which Lucene takes and the operating system frees when its
/// process ends, however it ends.
final class CollectionLock {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private CollectionLock() {}

  /// @param attempt takes the lock or throws [LockObtainFailedException]
  /// @param patience how long to wait for the other
  /// @throws StoreException that names the holder, when patience has run out
  static <T> T await(Path directory, Patience patience, Attempt<T> attempt) throws IOException {
    long end = System.nanoTime() + patience.most().toNanos();
    boolean told = false;
    while (true) {
      try {
        return attempt.take();
      } catch (LockObtainFailedException e) {
        if (System.nanoTime() >= end) {
          throw new StoreException(
              ("The collection in %s is being written by %s; waited %d s for it. Let it finish or"
                      + " stop it, then try again. Searching works meanwhile.")
                  .formatted(directory, holder(directory), patience.most().toSeconds()),
              e);
        }
        if (!told) {
          told = true;
          patience
              .waiting()
              .accept(
                  "The collection in %s is being written by %s. Waiting for it, up to %d s."
                      .formatted(directory, holder(directory), patience.most().toSeconds()));
        }
        pause(directory);
      }
    }
  }

  private static String holder(Path directory) {
    return WriterHolder.read(directory).map(WriterHolder::toString).orElse("another process");
  }

  private static void pause(Path directory) {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException(
          "Interrupted while waiting to write the collection in %s.".formatted(directory), e);
    }
  }

  interface Attempt<T> {
    T take() throws IOException;
  }
}

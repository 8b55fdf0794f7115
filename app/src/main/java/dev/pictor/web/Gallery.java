package dev.pictor.web;

import dev.pictor.search.PictureFiles;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Storage;
import dev.pictor.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The collection that is served: opened as soon as it is there, and anew after a failure.
/// Thread-safe.
final class Gallery implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Gallery.class.getName());

  /// A store that cannot be opened is not tried again by every request of a page.
  private static final long PATIENCE_NANOS = Duration.ofSeconds(1).toNanos();

  private final Storage storage;
  private final String collection;
  private final Map<String, Path> rootOverrides;

  /// Readers use the store, the writer opens and closes it.
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

  private @Nullable PictureStore store;
  private @Nullable StoreException failure;
  private long failedAtNanos;

  Gallery(Storage storage, String collection, Map<String, Path> rootOverrides) {
    this.storage = storage;
    this.collection = collection;
    this.rootOverrides = Map.copyOf(rootOverrides);
  }

  String collection() {
    return collection;
  }

  String storeKind() {
    return storage.kind();
  }

  Storage storage() {
    return storage;
  }

  Map<String, Path> rootOverrides() {
    return rootOverrides;
  }

  /// Where the pictures' files are, as of now.
  PictureFiles files(PictureStore open) {
    return new PictureFiles(open.roots(), rootOverrides);
  }

  /// Works with the collection.
  ///
  /// @throws ProblemException if it does not exist
  /// @throws StoreException if it cannot be read; the next call opens it anew
  <T> T read(Function<PictureStore, T> work) {
    return readIfThere(work)
        .orElseThrow(() -> new ProblemException(Problem.nothingIndexed(collection)));
  }

  /// To be called before [#read] where a model is used: the collection may have been given
  /// another one since it was opened, and is opened anew then.
  void reopenUnlessOf(String fingerprint) {
    PictureStore open = lockOpen();
    if (open != null
        && !whileLocked(open, store -> store.info().model().fingerprint()).equals(fingerprint)) {
      forget(open);
    }
  }

  /// As [#read], empty if the collection does not exist.
  <T> Optional<T> readIfThere(Function<PictureStore, T> work) {
    PictureStore open = lockOpen();
    if (open == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(whileLocked(open, work));
    } catch (StoreException e) {
      forget(open);
      throw e;
    }
  }

  private <T> T whileLocked(PictureStore open, Function<PictureStore, T> work) {
    try {
      return work.apply(open);
    } finally {
      lock.readLock().unlock();
    }
  }

  /// The read lock is held when this returns a store.
  private @Nullable PictureStore lockOpen() {
    lock.readLock().lock();
    if (store != null) {
      return store;
    }
    lock.readLock().unlock();
    lock.writeLock().lock();
    try {
      if (store == null) {
        store = open();
      }
      if (store != null) {
        lock.readLock().lock();
      }
      return store;
    } finally {
      lock.writeLock().unlock();
    }
  }

  private @Nullable PictureStore open() {
    if (failure != null && System.nanoTime() - failedAtNanos < PATIENCE_NANOS) {
      throw failure;
    }
    failure = null;
    try {
      return storage.openToRead(collection).orElse(null);
    } catch (StoreException e) {
      failure = e;
      failedAtNanos = System.nanoTime();
      throw e;
    }
  }

  /// Lets the next reader see all that was stored until now, and not only until a moment ago.
  void reopen() {
    try {
      close();
    } catch (StoreException e) {
      LOG.log(Level.DEBUG, "A store was not closed well", e);
    }
  }

  private void forget(PictureStore failed) {
    lock.writeLock().lock();
    try {
      if (store == failed) {
        store = null;
        failed.close();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      PictureStore open = store;
      store = null;
      if (open != null) {
        open.close();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}

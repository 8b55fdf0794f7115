package dev.pictor.jobs;

import dev.pictor.PictorException;
import dev.pictor.duplicates.Duplicates;
import dev.pictor.search.Background;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Storage;
import dev.pictor.store.StoreCounts;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Looks for what a collection holds more than once when somebody asks, and keeps what it found
/// until it is asked again. Thread-safe.
public final class DuplicatesRun implements AutoCloseable {
  private static final Logger LOG = System.getLogger(DuplicatesRun.class.getName());

  private final Storage storage;
  private final String collection;
  private final long mostBytes;
  private State state = new State.None();
  private @Nullable Thread thread;
  private volatile boolean isClosed;

  /// @param storage stays the caller's to close, after this
  public DuplicatesRun(Storage storage, String collection) {
    // All vectors are in memory meanwhile; three quarters of it are for everything else.
    this(storage, collection, Runtime.getRuntime().maxMemory() / 4);
  }

  /// @param mostBytes that the vectors may take
  DuplicatesRun(Storage storage, String collection, long mostBytes) {
    this.storage = storage;
    this.collection = collection;
    this.mostBytes = mostBytes;
  }

  /// How it stands.
  public sealed interface State {
    /// Nobody has asked.
    record None() implements State {}

    /// @param compared how many pictures have been compared with all before them
    record Running(AtomicLong compared, long pictures) implements State {}

    /// @param alike cosine similarity from which two hardly differ; above 1 where that cannot be
    ///     told
    /// @param counts of the collection as it was compared
    record Found(Duplicates duplicates, double alike, StoreCounts counts, Instant at)
        implements State {}

    /// More pictures than there is memory to compare.
    record TooMany(long pictures) implements State {}

    /// @param reason for people
    record Failed(String reason) implements State {}
  }

  public synchronized State state() {
    return state;
  }

  /// Begins, unless it is under way.
  public synchronized void start() {
    if (isClosed || state instanceof State.Running) {
      return;
    }
    state = new State.Running(new AtomicLong(), 0);
    thread = Thread.ofPlatform().name("duplicates").daemon().start(() -> become(outcome()));
  }

  private synchronized void become(State next) {
    state = next;
  }

  private State outcome() {
    try (PictureStore store = storage.openToRead(collection).orElse(null)) {
      return store == null ? new State.None() : compare(store);
    } catch (CancellationException e) {
      return new State.None();
    } catch (PictorException e) {
      return new State.Failed(String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "Looking for duplicates ended unexpectedly", e);
      return new State.Failed(
          "This should not have happened: %s. Pictor's log says more.".formatted(e));
    }
  }

  private State compare(PictureStore store) {
    StoreCounts counts = store.counts();
    long bytes = counts.pictures() * store.info().model().dimension() * Float.BYTES;
    if (bytes > mostBytes) {
      return new State.TooMany(counts.pictures());
    }
    AtomicLong compared = new AtomicLong();
    become(new State.Running(compared, counts.pictures()));
    double alike = Background.alike(store);
    Duplicates duplicates =
        Duplicates.of(
            store,
            alike,
            count -> {
              if (isClosed) {
                throw new CancellationException();
              }
              compared.addAndGet(count);
            });
    return new State.Found(duplicates, alike, counts, Instant.now());
  }

  /// Ends what is under way.
  @Override
  public void close() {
    isClosed = true;
    Thread running;
    synchronized (this) {
      running = thread;
    }
    if (running != null) {
      try {
        running.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

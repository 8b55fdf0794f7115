package dev.pictor.store;

import dev.pictor.picture.ContentHash;
import dev.pictor.picture.FileStamp;
import dev.pictor.picture.Place;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Files to be read that several processes, on several machines, do together. Thread-safe.
///
/// Each process is a worker with a lease, which it renews by itself as long as it lives. What it
/// has claimed nobody else gets until it gives it back ([#close]) or its lease runs out; then it is
/// free for others. A worker that was silent for longer and comes back does no harm: of a task that
/// two have done, the first to settle it counts, and nothing of the other is stored.
///
/// Tasks live as long as somebody works: the first worker that joins after all others have ended or
/// are silent finds none.
public interface WorkQueue extends AutoCloseable {
  /// Puts files there to be read. One that is there with this stamp stays as it is, one that has
  /// changed meanwhile is to be read anew. What another worker has done since its finder looked is
  /// left out.
  void offer(List<Offer> offers);

  /// Takes up to so many tasks of this worker's scopes, oldest first.
  List<Claim> claim(int most);

  /// Stores what came of claimed tasks and removes them, as one. A file of a picture that is gone
  /// meanwhile is put back, to be embedded.
  Settlement settle(List<Result> results);

  /// How many other workers index into the collection.
  int others();

  /// What is left in this worker's scopes.
  Left left();

  /// Gives back what is claimed. Never fails: what could not be given back is free when the lease
  /// runs out.
  @Override
  void close();

  /// A folder or file that a worker is to bring up to date.
  ///
  /// @param root name of a root
  /// @param path below it; empty for all of it
  record Scope(String root, String path) {}

  /// A file to be read.
  ///
  /// @param stamp as its finder saw it
  /// @param obstacle why it cannot be read, null if nothing is in the way
  record Task(Place place, FileStamp stamp, Effort effort, @Nullable String obstacle) {}

  /// A task and what its finder knew of the place: by that is told what has been done since.
  ///
  /// @param known null if nothing was known
  /// @param attempts how often it had failed
  record Offer(Task task, @Nullable FileStamp known, int attempts) {}

  /// A task that this worker has.
  ///
  /// @param known what the collection knows of the place; null if nothing
  record Claim(long id, Task task, @Nullable KnownFile known) {}

  /// What came of a task.
  sealed interface Result {
    Claim claim();

    record Stored(Claim claim, Change change) implements Result {}

    /// There is no such file, here. Where another worker found it, and lives, it is left to that
    /// one: a disk may be missing on this machine only.
    record Missing(Claim claim) implements Result {}

    /// There is nothing to store.
    record Nothing(Claim claim) implements Result {}
  }

  /// @param settled ids of claims that are done with this
  /// @param held contents of pictures put that the collection had already
  record Settlement(Set<Long> settled, Set<ContentHash> held) {
    public Settlement {
      settled = Set.copyOf(settled);
      held = Set.copyOf(held);
    }
  }

  /// @param all tasks, this worker's too
  /// @param withOthers of those, the ones that this worker neither has nor can claim now
  /// @param workers how many others have them
  record Left(long all, long withOthers, int workers) {}
}

package dev.pictor.store;

import dev.pictor.picture.ContentHash;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// What a run of indexing has done, or a part of it, in files.
///
/// @param read files that were read, those that failed too
/// @param added pictures that are new
/// @param failed files and folders that could not be read
/// @param unchanged known files that were not read, because nothing has changed
public record RunCounts(long read, long added, long failed, long unchanged) {
  public static final RunCounts NONE = new RunCounts(0, 0, 0, 0);

  public RunCounts plus(RunCounts other) {
    return new RunCounts(
        read + other.read, added + other.added, failed + other.failed, unchanged + other.unchanged);
  }

  /// For stores: what a batch comes to.
  ///
  /// @param isHeld whether a picture is there before it
  public static RunCounts of(List<Change> batch, Predicate<ContentHash> isHeld) {
    Set<ContentHash> put = new HashSet<>();
    long read = 0;
    long failed = 0;
    for (Change change : batch) {
      switch (change) {
        case Change.PutPicture picture -> {
          put.add(picture.picture().hash());
          read++;
        }
        case Change.PutFile _ -> read++;
        case Change.PutFailure _ -> {
          read++;
          failed++;
        }
        case Change.RemoveFile _, Change.RemoveOrphan _ -> {}
      }
    }
    return new RunCounts(read, put.stream().filter(isHeld.negate()).count(), failed, 0);
  }
}

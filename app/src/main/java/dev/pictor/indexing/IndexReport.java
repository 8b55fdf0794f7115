package dev.pictor.indexing;

import java.time.Duration;

/// What a run of the [Indexer] did, in files.
///
/// @param added new pictures
/// @param updated known files with a new content
/// @param unchanged known pictures that are as they were (a new date alone counts as such)
/// @param refreshed of those unchanged, the ones whose metadata and thumbnail were made again
/// @param copies new places of pictures that the collection has
/// @param failed pictures that were tried and could not be read, and unreadable folders
/// @param incomplete of those added and changed, the ones of which a part is missing
/// @param knownFailures files that failed before, have not changed since and were not tried
/// @param notPictures other files
/// @param vanished known files that are not there any more, and were kept
/// @param pruned known files that are gone, and were removed from the collection
/// @param excluded files and folders that a `.pictorignore` excludes
/// @param excludedRemoved known files that were removed from the collection because of that
/// @param byOthers files that other processes read meanwhile, whatever came of it
/// @param interrupted whether it was stopped before the end
public record IndexReport(
    long added,
    long updated,
    long unchanged,
    long refreshed,
    long copies,
    long failed,
    long incomplete,
    long knownFailures,
    long notPictures,
    long vanished,
    long pruned,
    long excluded,
    long excludedRemoved,
    long byOthers,
    boolean interrupted,
    Duration duration) {

  /// Pictures embedded per second.
  public double picturesPerSecond() {
    double seconds = duration.toNanos() / 1e9;
    return seconds > 0 ? (added + updated) / seconds : 0;
  }
}

package dev.pictor.jobs;

import dev.pictor.indexing.IndexProgress.Snapshot;
import dev.pictor.indexing.IndexReport;
import org.jspecify.annotations.Nullable;

/// What an index job has done so far, in files. See [IndexReport].
///
/// @param found files to be read that were found
/// @param foundAll whether there are no more
/// @param read of those found, the ones that were read
/// @param added new pictures
/// @param changed known files with a new content
/// @param copies new places of pictures that the collection has
/// @param failed files and folders that could not be read
/// @param knownFailures files that failed before, have not changed since and were not tried
/// @param gone known files that are not there any more; they stay known
/// @param removed files that a `.pictorignore` excludes by now, removed from the collection
public record JobCounts(
    long found,
    boolean foundAll,
    long read,
    long added,
    long changed,
    long unchanged,
    long copies,
    long failed,
    long knownFailures,
    long gone,
    long removed) {
  static final JobCounts NONE = new JobCounts(0, false, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /// @param snapshot null while nothing was found that is to be read
  static JobCounts of(@Nullable Snapshot snapshot, IndexReport report) {
    return new JobCounts(
        snapshot == null ? 0 : snapshot.found(),
        snapshot != null && snapshot.foundAll(),
        snapshot == null ? 0 : snapshot.done(),
        report.added(),
        report.updated(),
        report.unchanged(),
        report.copies(),
        report.failed(),
        report.knownFailures(),
        report.vanished(),
        report.pruned() + report.excludedRemoved());
  }
}

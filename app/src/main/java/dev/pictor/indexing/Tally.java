package dev.pictor.indexing;

import dev.pictor.store.Change.PutFailure;
import dev.pictor.store.RunCounts;
import java.nio.file.Path;
import java.time.Duration;

/// Counts, and tells the listener. Thread-safe.
final class Tally {
  private final IndexProgress progress;
  private long found;
  private boolean foundAll;
  private long added;
  private long updated;
  private long touched;
  private long refreshed;
  private long notRefreshed;
  private long copies;
  private long failedFiles;
  private long incomplete;
  private long gone;
  private long unreadableFolders;
  private long unchanged;
  private long knownFailures;
  private long notPictures;
  private long vanished;
  private long pruned;
  private long excluded;
  private long excludedRemoved;
  private long byOthers;
  private int workers = 1;

  Tally(IndexProgress progress) {
    this.progress = progress;
  }

  void found() {
    synchronized (this) {
      found++;
    }
    tell();
  }

  void foundAll() {
    synchronized (this) {
      foundAll = true;
    }
    tell();
  }

  synchronized void unchanged(Known known) {
    if (known.isPicture()) {
      unchanged++;
    } else {
      knownFailures++;
    }
  }

  synchronized void notPicture() {
    notPictures++;
  }

  synchronized void vanished(long files) {
    vanished += files;
  }

  synchronized void pruned(long files) {
    vanished -= files;
    pruned += files;
  }

  synchronized void excluded() {
    excluded++;
  }

  synchronized void excludedRemoved(long files) {
    excludedRemoved += files;
  }

  /// None of the known files below it is there.
  void emptied(Path folder, long files) {
    progress.emptied(folder, files);
  }

  void enters(Path folder) {
    progress.enters(folder);
  }

  void unreadableFolder(String path, String reason) {
    synchronized (this) {
      unreadableFolders++;
    }
    progress.failed(path, reason);
  }

  void linkOut(String path, Path destination) {
    progress.linkSkipped(path, destination);
  }

  /// It was found, but is not there any more.
  void goneMeanwhile(Candidate candidate) {
    synchronized (this) {
      gone++;
      vanished += candidate.known() == null ? 0 : 1;
    }
    tell();
  }

  /// It has not changed, and cannot be read now.
  void notRefreshed(Candidate candidate, String reason) {
    synchronized (this) {
      notRefreshed++;
    }
    progress.failed(candidate.place().path(), "not refreshed: " + reason);
    tell();
  }

  void stored(Outcome outcome) {
    String path = outcome.candidate().place().path();
    synchronized (this) {
      switch (outcome.kind()) {
        case ADDED -> added++;
        case UPDATED -> updated++;
        case TOUCHED -> touched++;
        case REFRESHED -> refreshed++;
        case COPY -> copies++;
        case FAILED -> failedFiles++;
      }
      incomplete += outcome.warning() == null ? 0 : 1;
    }
    if (outcome.change() instanceof PutFailure(var file)) {
      progress.failed(path, file.reason());
    }
    if (outcome.warning() instanceof String warning) {
      progress.incomplete(path, warning);
    }
    tell();
  }

  /// Files that this process has done with.
  synchronized long done() {
    return added + updated + touched + refreshed + copies + failedFiles + notRefreshed + gone;
  }

  /// What this process has done so far.
  synchronized RunCounts counts() {
    return new RunCounts(done(), added + updated, failed(), unchanged);
  }

  /// Files and folders.
  private long failed() {
    return failedFiles + notRefreshed + unreadableFolders;
  }

  /// @param files that others have read
  /// @param count how many processes read, this one too
  void others(long files, int count) {
    synchronized (this) {
      byOthers = files;
      workers = count;
    }
    tell();
  }

  void waiting(long files, int others) {
    progress.waiting(files, others);
  }

  private void tell() {
    IndexProgress.Snapshot snapshot;
    synchronized (this) {
      long all = done() + byOthers;
      snapshot =
          new IndexProgress.Snapshot(
              Math.max(found, all), foundAll, all, failedFiles + notRefreshed, workers);
    }
    progress.update(snapshot);
  }

  synchronized IndexReport report(boolean interrupted, Duration duration) {
    return new IndexReport(
        added,
        updated,
        unchanged + touched + refreshed,
        refreshed,
        copies,
        failed(),
        incomplete,
        knownFailures,
        notPictures,
        vanished,
        pruned,
        excluded,
        excludedRemoved,
        byOthers,
        interrupted,
        duration);
  }
}

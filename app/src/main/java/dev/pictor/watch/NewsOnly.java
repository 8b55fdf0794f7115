package dev.pictor.watch;

import dev.pictor.indexing.IndexProgress;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/// Passes on what was not told in the run before: what cannot be read is told by every run, and
/// somebody who watches wants to hear of it once. Thread-safe.
public final class NewsOnly {
  private Set<Object> before = Set.of();
  private Set<Object> now = new HashSet<>();

  private record Failed(String path, String reason) {}

  private record Link(String path, Path destination) {}

  private record Emptied(Path folder) {}

  /// To be called before each run.
  ///
  /// @param folders is told each folder that is entered
  public synchronized IndexProgress of(IndexProgress progress, FolderEvents folders) {
    before = now;
    now = new HashSet<>();
    return new IndexProgress() {
      @Override
      public void update(Snapshot snapshot) {
        progress.update(snapshot);
      }

      @Override
      public void enters(Path folder) {
        folders.listenTo(folder);
      }

      @Override
      public void failed(String path, String reason) {
        if (isNew(new Failed(path, reason))) {
          progress.failed(path, reason);
        }
      }

      @Override
      public void incomplete(String path, String warning) {
        progress.incomplete(path, warning);
      }

      @Override
      public void waiting(long files, int workers) {
        progress.waiting(files, workers);
      }

      @Override
      public void optimizing() {
        progress.optimizing();
      }

      @Override
      public void linkSkipped(String path, Path destination) {
        if (isNew(new Link(path, destination))) {
          progress.linkSkipped(path, destination);
        }
      }

      @Override
      public void emptied(Path folder, long files) {
        if (isNew(new Emptied(folder))) {
          progress.emptied(folder, files);
        }
      }
    };
  }

  private synchronized boolean isNew(Object message) {
    return now.add(message) && !before.contains(message);
  }
}

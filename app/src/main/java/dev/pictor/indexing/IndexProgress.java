package dev.pictor.indexing;

import java.nio.file.Path;
import java.util.function.Supplier;

/// Hears how indexing goes. Called from several threads at once.
public interface IndexProgress {
  /// A run begins.
  ///
  /// @param soFar tells at any time, then and after its end, what the run has done until then
  default void begins(Supplier<IndexReport> soFar) {}

  /// Something has changed.
  void update(Snapshot snapshot);

  /// A folder is about to be looked into; what happens in it from now on, a run may miss.
  default void enters(Path folder) {}

  /// A file or folder could not be read.
  ///
  /// @param path below its root
  /// @param reason one line
  void failed(String path, String reason);

  /// A picture was stored, but a part of it is missing: its file breaks off, say.
  ///
  /// @param path below its root
  /// @param warning one line
  default void incomplete(String path, String warning) {}

  /// A link that leads out of its root was left alone.
  ///
  /// @param path below its root
  void linkSkipped(String path, Path destination);

  /// None of the files that are known below a folder is there, and they were kept.
  default void emptied(Path folder, long files) {}

  /// Nothing is left to be read here but what others have in hand.
  ///
  /// @param workers who have it; 0 if nobody does just now
  default void waiting(long files, int workers) {}

  /// All is stored, and to make searching in it fast turns out to take a while.
  default void optimizing() {}

  /// How far it is.
  ///
  /// @param found files to be read that were found so far
  /// @param foundAll whether there are no more
  /// @param done of them
  /// @param failed of those that this process has done
  /// @param workers how many processes read them; done counts what all of them have
  record Snapshot(long found, boolean foundAll, long done, long failed, int workers) {
    public Snapshot(long found, boolean foundAll, long done, long failed) {
      this(found, foundAll, done, failed, 1);
    }
  }
}

package dev.pictor.indexing;

import java.nio.file.Path;
import java.util.function.Predicate;

/// What a run does beside reading what is new or has changed.
///
/// @param retry tries files again that failed before and have not changed
/// @param refresh reads metadata and makes thumbnails again of files that have not changed
/// @param pruning of files that are gone
/// @param isBeingWritten files that are left for another run, although they are new or have changed
public record IndexRules(
    boolean retry, boolean refresh, Pruning pruning, Predicate<Path> isBeingWritten) {
  /// Reads what is new or has changed, and removes nothing.
  public static final IndexRules DEFAULT = new IndexRules(false, false, Pruning.NONE);

  public IndexRules(boolean retry, boolean refresh, Pruning pruning) {
    this(retry, refresh, pruning, _ -> false);
  }

  /// For a run that is followed by another one.
  public IndexRules leaving(Predicate<Path> beingWritten) {
    return new IndexRules(retry, refresh, pruning, beingWritten);
  }

  /// What is left to do for the runs that follow a first one.
  public IndexRules withoutRepetition() {
    return new IndexRules(false, false, pruning, isBeingWritten);
  }

  /// Whether files that are gone are removed from the collection.
  public enum Pruning {
    /// They are counted: a disk that is not there today may be tomorrow.
    NONE,

    /// They are removed, except below a folder where no known file is left: that is what a disk
    /// looks like that is not mounted.
    CAREFUL,

    /// They are removed, even all of them.
    EVEN_ALL
  }
}

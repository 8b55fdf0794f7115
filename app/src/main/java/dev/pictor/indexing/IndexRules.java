package dev.pictor.indexing;

/// What a run does beside reading what is new or has changed.
///
/// @param retry tries files again that failed before and have not changed
/// @param refresh reads metadata and makes thumbnails again of files that have not changed
/// @param pruning of files that are gone
public record IndexRules(boolean retry, boolean refresh, Pruning pruning) {
  /// Reads what is new or has changed, and removes nothing.
  public static final IndexRules DEFAULT = new IndexRules(false, false, Pruning.NONE);

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

package dev.pictor.search;

import org.jspecify.annotations.Nullable;

/// Which part of a result is wanted, and how.
///
/// @param k the most hits, 1 to [dev.pictor.store.PictureStore#MAX_K]
/// @param after where the part before it ended; null for the first
/// @param relevance the rest is left out
/// @param counted whether to say how many are relevant; of the first part only
/// @param collapsed whether pictures that hardly differ are one hit, see [Hit#alike]
public record Page(
    int k, @Nullable Cursor after, Relevance relevance, boolean counted, boolean collapsed) {
  /// The best `k`, one by one.
  public static Page first(int k, Relevance relevance) {
    return new Page(k, null, relevance, false, false);
  }

  public Page counting() {
    return new Page(k, after, relevance, true, collapsed);
  }

  public Page collapsing() {
    return new Page(k, after, relevance, counted, true);
  }

  public Page from(@Nullable Cursor cursor) {
    return new Page(k, cursor, relevance, counted, collapsed);
  }
}

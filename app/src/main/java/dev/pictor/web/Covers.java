package dev.pictor.web;

import dev.pictor.PictorException;
import dev.pictor.history.SavedSearch;
import dev.pictor.picture.PictureId;
import dev.pictor.search.Page;
import dev.pictor.search.Relevance;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The first pictures that saved searches find, kept for a minute. Thread-safe: one search at a
/// time, so that a page of albums leaves room for people who search.
final class Covers {
  /// Of each album.
  static final int EACH = 4;

  private static final int KEPT = 200;
  private static final long LIFE_NANOS = Duration.ofMinutes(1).toNanos();

  private record Found(List<PictureId> pictures, long atNanos) {}

  private final Searcher searcher;
  private final Map<String, Found> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Found> eldest) {
          return size() > KEPT;
        }
      };

  Covers(Searcher searcher) {
    this.searcher = searcher;
  }

  /// At most [#EACH], best first; none where the search cannot be answered now.
  synchronized List<PictureId> of(SavedSearch saved) {
    Found known = kept.get(saved.query());
    if (known != null && System.nanoTime() - known.atNanos() < LIFE_NANOS) {
      return known.pictures();
    }
    try {
      List<PictureId> pictures =
          searcher.search(Asked.of(saved.query()), Page.first(EACH, Relevance.ALL)).hits().stream()
              .map(hit -> hit.picture().id())
              .toList();
      kept.put(saved.query(), new Found(pictures, System.nanoTime()));
      return pictures;
    } catch (PictorException e) {
      // An album is there without a picture, too; whoever opens it hears why.
      return List.of();
    }
  }
}

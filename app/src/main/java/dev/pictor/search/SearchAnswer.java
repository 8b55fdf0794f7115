package dev.pictor.search;

import dev.pictor.store.CollectionInfo;
import java.util.List;

/// Ranked hits, and how they came about.
///
/// @param store kind of the store, `lucene` or `postgresql`
/// @param exact whether every picture was compared
public record SearchAnswer(
    Query query, CollectionInfo collection, String store, boolean exact, List<Hit> hits) {
  public SearchAnswer {
    hits = List.copyOf(hits);
  }

  /// Whether it can be told which hits are relevant, and none of them is.
  public boolean nothingRelevant() {
    return !hits.isEmpty() && hits.stream().allMatch(hit -> Boolean.FALSE.equals(hit.relevant()));
  }
}

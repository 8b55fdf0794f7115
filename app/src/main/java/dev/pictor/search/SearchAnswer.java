package dev.pictor.search;

import dev.pictor.store.CollectionInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Ranked hits, and how they came about.
///
/// @param hints what may have been meant otherwise, or was left out, for people
/// @param store kind of the store, `lucene` or `postgresql`
/// @param exact whether every picture was compared
/// @param counts null unless asked for
/// @param next where it goes on; null if it ends here
/// @param rest where what is less relevant than was asked for begins, for [Relevance#ALL]; null
///     unless the result ends here and something is left out
public record SearchAnswer(
    Query query,
    List<String> hints,
    CollectionInfo collection,
    String store,
    boolean exact,
    List<Hit> hits,
    @Nullable Counts counts,
    @Nullable Cursor next,
    @Nullable Cursor rest) {
  public SearchAnswer {
    hints = List.copyOf(hints);
    hits = List.copyOf(hits);
  }

  /// Whether it can be told which hits are relevant, and none of them is.
  public boolean nothingRelevant() {
    return !hits.isEmpty() && hits.stream().allMatch(hit -> Boolean.FALSE.equals(hit.relevant()));
  }
}

package dev.pictor.cli;

import dev.pictor.clip.Clip;
import dev.pictor.config.Settings;
import dev.pictor.history.SavedSearch;
import dev.pictor.query.QuerySyntaxException;
import dev.pictor.search.Background;
import dev.pictor.search.BadQueryException;
import dev.pictor.search.Counts;
import dev.pictor.search.Page;
import dev.pictor.search.Query;
import dev.pictor.search.Relevance;
import dev.pictor.search.Search;
import dev.pictor.search.SearchAnswer;
import dev.pictor.store.PictureStore;
import java.nio.file.Path;

/// Counts what saved searches find in their collection.
final class AlbumCounts {
  private final PictureStore store;
  private final Search search;
  private final Path folder;

  AlbumCounts(PictureStore store, String storeKind, Clip clip, Settings settings, Path folder) {
    this.store = store;
    this.search =
        new Search(store, storeKind, clip, settings.roots(), new Background(settings.cache()));
    this.folder = folder;
  }

  /// One that cannot be answered is no reason not to count the others.
  Album of(SavedSearch saved) {
    try {
      Query query = Query.parse(saved.query(), store.roots(), folder);
      SearchAnswer answer = search.search(query, Page.first(1, Relevance.ALL).counting());
      Counts counts = answer.counts();
      if (counts == null || answer.hits().isEmpty()) {
        return new Album(saved.name(), saved.query(), 0L, false, null);
      }
      // Of filters alone, and in small collections, all that pass are.
      return answer.hits().getFirst().relevant() == null
          ? new Album(saved.name(), saved.query(), counts.pictures(), false, null)
          : new Album(saved.name(), saved.query(), (long) counts.relevant(), counts.orMore(), null);
    } catch (BadQueryException | QuerySyntaxException e) {
      return new Album(saved.name(), saved.query(), null, false, e.getMessage());
    }
  }
}

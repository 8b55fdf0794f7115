package dev.pictor.search;

import dev.pictor.clip.Clip;
import dev.pictor.clip.Embedding;
import dev.pictor.clip.UnreadableImageException;
import dev.pictor.picture.Place;
import dev.pictor.search.PictureFiles.Location;
import dev.pictor.store.Filter;
import dev.pictor.store.Neighbor;
import dev.pictor.store.Neighbors;
import dev.pictor.store.PictureStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Answers queries over one collection. Thread-safe.
public final class Search {
  private final PictureStore store;
  private final String storeKind;
  private final Clip clip;
  private final Map<String, Path> rootOverrides;

  /// @param clip of the collection's fingerprint
  /// @param rootOverrides name to directory on this machine
  public Search(PictureStore store, String storeKind, Clip clip, Map<String, Path> rootOverrides) {
    this.store = store;
    this.storeKind = storeKind;
    this.clip = clip;
    this.rootOverrides = Map.copyOf(rootOverrides);
  }

  /// @param k the most hits, 1 or more
  /// @return exactly `k` hits, or all there are; pictures whose file is gone from a reachable
  ///     root are not among them
  /// @throws UnreadableImageException if the query is a picture that cannot be decoded
  public SearchAnswer search(Query query, int k) {
    if (k < 1 || k > PictureStore.MAX_K) {
      throw new BadQueryException(
          "The number of hits must be 1 to %,d, not %d.".formatted(PictureStore.MAX_K, k));
    }
    Embedding embedding =
        switch (query) {
          case Query.Text text -> clip.encodeText(text.text());
          case Query.Image image -> image.encode(clip);
        };
    PictureFiles files = new PictureFiles(store.roots(), rootOverrides);
    int wanted = k;
    while (true) {
      Neighbors neighbors = store.nearest(embedding, Filter.all(), wanted);
      List<Hit> hits = shown(neighbors.hits(), files, k);
      boolean all = neighbors.hits().size() < wanted || wanted == PictureStore.MAX_K;
      if (hits.size() == k || all) {
        return new SearchAnswer(query, store.info(), storeKind, neighbors.exact(), hits);
      }
      wanted = (int) Math.min(PictureStore.MAX_K, 2L * wanted + 16);
    }
  }

  private static List<Hit> shown(List<Neighbor> neighbors, PictureFiles files, int k) {
    List<Hit> hits = new ArrayList<>();
    for (Neighbor neighbor : neighbors) {
      int rank = hits.size() + 1;
      switch (files.locate(neighbor.places())) {
        case Location.Present(var place, var file) -> hits.add(hit(rank, neighbor, file, place));
        case Location.Unreachable(var place) -> hits.add(hit(rank, neighbor, null, place));
        case Location.Gone ignored -> {}
      }
      if (hits.size() == k) {
        break;
      }
    }
    return hits;
  }

  private static Hit hit(int rank, Neighbor neighbor, @Nullable Path file, Place place) {
    return new Hit(
        rank,
        neighbor.picture(),
        neighbor.takenAt().orElse(null),
        file,
        place,
        neighbor.cosineSimilarity());
  }
}

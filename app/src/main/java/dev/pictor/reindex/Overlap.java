package dev.pictor.reindex;

import dev.pictor.clip.Embedding;
import dev.pictor.picture.PictureId;
import dev.pictor.picture.Root;
import dev.pictor.store.Filter;
import dev.pictor.store.KnownFile.PictureFile;
import dev.pictor.store.Neighbor;
import dev.pictor.store.PictureStore;
import dev.pictor.store.StoredPicture;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/// How much the answers of two collections with the same pictures and different models have in
/// common: pictures chosen at random are asked for the ones most like them. No words are needed,
/// and no more than one model.
///
/// @param pictures that were asked for, at most 100
/// @param depth how many of the most similar pictures were compared
/// @param share of those that both collections found, 0 to 1
public record Overlap(int pictures, int depth, double share) {
  private static final int PICTURES = 100;
  private static final int DEPTH = 10;

  /// @return nothing if fewer than two pictures are in both
  static Optional<Overlap> measure(PictureStore one, PictureStore other) {
    int pictures = 0;
    double sum = 0;
    int deepest = 0;
    for (PictureId id : sample(one)) {
      Optional<StoredPicture> here = one.find(id);
      Optional<StoredPicture> there = other.find(id);
      if (here.isPresent() && there.isPresent()) {
        Set<PictureId> expected = like(one, id, here.get().embedding());
        Set<PictureId> found = like(other, id, there.get().embedding());
        int depth = Math.min(expected.size(), found.size());
        if (depth > 0) {
          found.retainAll(expected);
          sum += (double) found.size() / depth;
          pictures++;
          deepest = Math.max(deepest, depth);
        }
      }
    }
    return pictures == 0
        ? Optional.empty()
        : Optional.of(new Overlap(pictures, deepest, sum / pictures));
  }

  private static Set<PictureId> like(PictureStore store, PictureId id, Embedding embedding) {
    return store.nearest(embedding, Filter.all(), DEPTH + 1).hits().stream()
        .map(Neighbor::picture)
        .map(picture -> PictureId.of(picture.hash()))
        .filter(found -> !found.equals(id))
        .limit(DEPTH)
        .collect(Collectors.toCollection(HashSet::new));
  }

  /// Every place is as likely as any other, however many there are (Vitter's algorithm R, 1985).
  private static Set<PictureId> sample(PictureStore store) {
    List<PictureId> sample = new ArrayList<>();
    Random random = new Random(1);
    long[] seen = new long[1];
    for (Root root : store.roots()) {
      store.forEachFile(
          root.name(),
          file -> {
            if (file instanceof PictureFile picture) {
              long number = seen[0]++;
              if (number < PICTURES) {
                sample.add(PictureId.of(picture.hash()));
              } else {
                long place = random.nextLong(number + 1);
                if (place < PICTURES) {
                  sample.set((int) place, PictureId.of(picture.hash()));
                }
              }
            }
          });
    }
    return new LinkedHashSet<>(sample);
  }
}

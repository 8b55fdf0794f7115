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
/// common. Asked are queries, or pictures chosen at random for the ones most like them: no words
/// are needed then, and no model.
///
/// @param count how many were asked that both answered; of pictures at most 100
/// @param depth how many of the best pictures were compared
/// @param share of those that both collections found, 0 to 1
public record Overlap(Asked asked, int count, int depth, double share) {
  private static final int PICTURES = 100;
  private static final int DEPTH = 10;

  /// What was asked.
  public enum Asked {
    QUERIES,
    PICTURES
  }

  /// @param one what the one found for each query
  /// @param other what the other did, in the same order
  /// @return nothing if there is no query that both answered
  public static Optional<Overlap> ofQueries(List<Set<PictureId>> one, List<Set<PictureId>> other) {
    return of(Asked.QUERIES, one, other);
  }

  /// @return nothing if fewer than two pictures are in both
  static Optional<Overlap> measure(PictureStore one, PictureStore other) {
    List<Set<PictureId>> expected = new ArrayList<>();
    List<Set<PictureId>> found = new ArrayList<>();
    for (PictureId id : sample(one)) {
      Optional<StoredPicture> here = one.find(id);
      Optional<StoredPicture> there = other.find(id);
      if (here.isPresent() && there.isPresent()) {
        expected.add(like(one, id, here.get().embedding()));
        found.add(like(other, id, there.get().embedding()));
      }
    }
    return of(Asked.PICTURES, expected, found);
  }

  private static Optional<Overlap> of(
      Asked asked, List<Set<PictureId>> one, List<Set<PictureId>> other) {
    int count = 0;
    double sum = 0;
    int deepest = 0;
    for (int i = 0; i < one.size(); i++) {
      int depth = Math.min(one.get(i).size(), other.get(i).size());
      if (depth > 0) {
        Set<PictureId> both = new HashSet<>(one.get(i));
        both.retainAll(other.get(i));
        sum += (double) both.size() / depth;
        count++;
        deepest = Math.max(deepest, depth);
      }
    }
    return count == 0
        ? Optional.empty()
        : Optional.of(new Overlap(asked, count, deepest, sum / count));
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

package dev.pictor.duplicates;

import dev.pictor.picture.PictureId;
import dev.pictor.store.Filter;
import dev.pictor.store.PictureStore;
import dev.pictor.store.StoredPicture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongConsumer;

/// What a collection holds more than once.
///
/// @param copies pictures with several files that are the same to the bit, those that take most
///     room first
/// @param lookAlikes groups of pictures that hardly differ, each the one with most pixels first;
///     the largest group first
public record Duplicates(List<StoredPicture> copies, List<List<StoredPicture>> lookAlikes) {
  private static final int AT_ONCE = 1_000;

  private static final Comparator<StoredPicture> LARGEST_FIRST =
      Comparator.comparingLong(Duplicates::pixels)
          .thenComparingLong(each -> each.picture().sizeBytes())
          .reversed()
          .thenComparing(each -> each.picture().id());

  public Duplicates {
    copies = List.copyOf(copies);
    lookAlikes = List.copyOf(lookAlikes);
  }

  /// Compares every picture with every other; memory holds all embeddings.
  ///
  /// @param alike two pictures with this cosine similarity or more hardly differ
  /// @param progress told how many pictures have been compared, from several threads
  public static Duplicates of(PictureStore store, double alike, LongConsumer progress) {
    List<PictureId> ids = new ArrayList<>();
    store.forEachTaken(Filter.all(), taken -> ids.add(taken.id()));
    ids.sort(null);
    List<StoredPicture> copies = new ArrayList<>();
    List<PictureId> there = new ArrayList<>();
    List<float[]> vectors = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += AT_ONCE) {
      List<PictureId> some = ids.subList(from, Math.min(ids.size(), from + AT_ONCE));
      for (StoredPicture stored : store.findAll(some)) {
        there.add(stored.picture().id());
        vectors.add(stored.embedding().toArray());
        if (stored.places().size() > 1) {
          copies.add(stored);
        }
      }
    }
    copies.sort(Comparator.comparingLong(Duplicates::spareBytes).reversed());
    List<List<StoredPicture>> lookAlikes = new ArrayList<>();
    for (List<Integer> group : new LookAlikes(vectors, alike).groups(progress)) {
      List<StoredPicture> pictures =
          new ArrayList<>(store.findAll(group.stream().map(there::get).toList()));
      pictures.sort(LARGEST_FIRST);
      lookAlikes.add(List.copyOf(pictures));
    }
    lookAlikes.sort(
        Comparator.comparingInt((List<StoredPicture> group) -> group.size()).reversed());
    return new Duplicates(copies, lookAlikes);
  }

  /// What the files take beyond the first.
  public static long spareBytes(StoredPicture copied) {
    return (copied.places().size() - 1) * copied.picture().sizeBytes();
  }

  private static long pixels(StoredPicture stored) {
    return (long) stored.picture().width() * stored.picture().height();
  }
}

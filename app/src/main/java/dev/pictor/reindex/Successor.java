package dev.pictor.reindex;

import dev.pictor.clip.Clip;
import dev.pictor.indexing.IndexProgress;
import dev.pictor.indexing.IndexReport;
import dev.pictor.indexing.Indexer;
import dev.pictor.picture.ContentHash;
import dev.pictor.picture.Root;
import dev.pictor.store.Change;
import dev.pictor.store.CollectionInfo;
import dev.pictor.store.KnownFile.PictureFile;
import dev.pictor.store.ModelIdentity;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Storage;
import dev.pictor.store.StoreException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// The collection beside a collection: either the one that is being filled to take its place, or
/// the one whose place it took. There is one at most.
public final class Successor {
  private static final int AT_ONCE = 1_000;

  private final Storage storage;
  private final String collection;
  private final Map<String, Path> directories;

  /// @param directories where roots lie on this machine, if elsewhere
  public Successor(Storage storage, String collection, Map<String, Path> directories) {
    this.storage = storage;
    this.collection = collection;
    this.directories = Map.copyOf(directories);
  }

  /// What there is beside the collection, if anything.
  public Optional<Beside> beside() {
    try (PictureStore current = storage.openToRead(collection).orElse(null);
        PictureStore other = storage.openToRead(name()).orElse(null)) {
      if (current == null || other == null) {
        return Optional.empty();
      }
      CollectionInfo info = other.info();
      return Optional.of(
          new Beside(
              info.model(),
              other.counts().pictures(),
              info.createdAt().isAfter(current.info().createdAt())));
    }
  }

  /// @param pictures that it holds
  /// @param isNext whether it is to take the collection's place; else the collection took its own
  public record Beside(ModelIdentity model, long pictures, boolean isNext) {}

  /// Brings it up to date with the collection, which others may go on to use. Can be stopped or
  /// killed at any point; the next call goes on from there. One of another model, and one that was
  /// kept to go back to, makes room.
  public Filled fill(
      ModelIdentity model, Clip clip, IndexProgress progress, BooleanSupplier stopRequested) {
    if (beside().filter(it -> !it.isNext() || !isSame(it.model(), model)).isPresent()) {
      forget();
    }
    try (PictureStore current = openCurrent();
        PictureStore next = storage.openToWrite(name(), model)) {
      IndexReport report =
          new Indexer(next, clip, progress, stopRequested).indexKnown(current, directories);
      return new Filled(report, report.interrupted() ? Map.of() : outOfReach(current, next));
    }
  }

  private static boolean isSame(ModelIdentity one, ModelIdentity other) {
    return one.fingerprint().equals(other.fingerprint());
  }

  /// @param outOfReach pictures that it lacks below roots of which not one file was there, by the
  ///     root's name: a disk is not mounted, say
  public record Filled(IndexReport report, Map<String, Long> outOfReach) {
    public Filled {
      outOfReach = Map.copyOf(outOfReach);
    }
  }

  private static Map<String, Long> outOfReach(PictureStore current, PictureStore next) {
    Map<String, Long> outOfReach = new HashMap<>();
    for (Root root : current.roots()) {
      boolean[] any = new boolean[1];
      next.forEachFile(root.name(), _ -> any[0] = true);
      if (!any[0]) {
        long lacking = lacking(current, next, root);
        if (lacking > 0) {
          outOfReach.put(root.name(), lacking);
        }
      }
    }
    return outOfReach;
  }

  private static long lacking(PictureStore current, PictureStore next, Root root) {
    Set<ContentHash> asked = new HashSet<>();
    long[] lacking = new long[1];
    current.forEachFile(
        root.name(),
        file -> {
          if (file instanceof PictureFile picture) {
            asked.add(picture.hash());
          }
          if (asked.size() == AT_ONCE) {
            lacking[0] += asked.size() - next.contained(asked).size();
            asked.clear();
          }
        });
    return lacking[0] + asked.size() - next.contained(asked).size();
  }

  /// How like the two collections' answers are.
  ///
  /// @return nothing if they have no pictures in common
  public Optional<Overlap> compare() {
    try (PictureStore current = openCurrent();
        PictureStore other = openOther()) {
      return Overlap.measure(current, other);
    }
  }

  /// It takes the collection's place at one moment, and the collection its own. What the collection
  /// has forgotten since is forgotten here before.
  ///
  /// @throws StoreException if it was not filled
  public void takePlace() {
    try (PictureStore current = openCurrent();
        PictureStore next = openNext()) {
      for (Root root : next.roots()) {
        removeForgotten(current, next, root);
      }
    }
    storage.exchangeWithSuccessor(collection);
  }

  private PictureStore openNext() {
    ModelIdentity model;
    try (PictureStore other = openOther()) {
      model = other.info().model();
    }
    return storage.openToWrite(name(), model);
  }

  private static void removeForgotten(PictureStore current, PictureStore next, Root root) {
    Set<String> known = new HashSet<>();
    current.forEachFile(root.name(), file -> known.add(file.place().path()));
    List<Change> forgotten = new ArrayList<>();
    next.forEachFile(
        root.name(),
        file -> {
          if (!known.contains(file.place().path())) {
            forgotten.add(new Change.RemoveFile(file.place()));
          }
        });
    for (int from = 0; from < forgotten.size(); from += AT_ONCE) {
      next.apply(forgotten.subList(from, Math.min(forgotten.size(), from + AT_ONCE)));
    }
  }

  /// Goes back: the one that was kept takes its place again.
  ///
  /// @throws StoreException if there is none that was kept
  public void giveBack() {
    if (beside().filter(it -> !it.isNext()).isEmpty()) {
      throw new StoreException(
          "Nothing is kept of what collection '%s' was before.".formatted(collection));
    }
    storage.exchangeWithSuccessor(collection);
  }

  /// Removes it, whichever it is.
  ///
  /// @return whether there was one
  public boolean forget() {
    return storage.drop(name());
  }

  private String name() {
    return Storage.successor(collection);
  }

  private PictureStore openCurrent() {
    return required(collection);
  }

  private PictureStore openOther() {
    return required(name());
  }

  private PictureStore required(String name) {
    return storage
        .openToRead(name)
        .orElseThrow(() -> new StoreException("There is no collection '%s'.".formatted(name)));
  }
}

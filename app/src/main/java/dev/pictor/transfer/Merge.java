package dev.pictor.transfer;

import dev.pictor.picture.ContentHash;
import dev.pictor.picture.Place;
import dev.pictor.store.Change;
import dev.pictor.store.KnownFile.FailedFile;
import dev.pictor.store.KnownFile.PictureFile;
import dev.pictor.store.PictureStore;
import dev.pictor.store.WholePicture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Adds pictures, places and failures to a collection, batch by batch, as far as it does not know
/// them. Of the places that the collection knows below the same roots it keeps a small record in
/// memory, as indexing does.
final class Merge {
  private static final int MOST = 256;
  private static final long MOST_BYTES = 32 << 20;

  private final PictureStore store;

  /// What lies there; empty for a file that could not be read.
  private final Map<Place, Optional<ContentHash>> known = new HashMap<>();

  private final List<WholePicture> waiting = new ArrayList<>();
  private final List<Change> failures = new ArrayList<>();
  private long waitingBytes;

  private long addedPictures;
  private long knownPictures;
  private long addedFiles;
  private long addedFailures;
  private long taken;

  /// @param roots names of those that places will be below
  Merge(PictureStore store, Set<String> roots) {
    this.store = store;
    for (String root : roots) {
      store.forEachFile(
          root,
          file ->
              known.put(
                  file.place(),
                  file instanceof PictureFile picture
                      ? Optional.of(picture.hash())
                      : Optional.empty()));
    }
  }

  void add(WholePicture picture) {
    waiting.add(picture);
    waitingBytes +=
        picture.thumbnail().length + (long) picture.embedding().dimension() * Float.BYTES;
    if (waiting.size() == MOST || waitingBytes >= MOST_BYTES) {
      flush();
    }
  }

  /// A place at which a picture is known, or another try, says more.
  void add(FailedFile failure) {
    if (known.containsKey(failure.place())) {
      return;
    }
    failures.add(new Change.PutFailure(failure));
    if (failures.size() == MOST) {
      flush();
    }
  }

  void flush() {
    Set<ContentHash> there =
        store.contained(waiting.stream().map(picture -> picture.picture().hash()).toList());
    List<Change> batch = new ArrayList<>();
    for (WholePicture picture : waiting) {
      batch.addAll(changes(picture, there.contains(picture.picture().hash())));
    }
    batch.addAll(failures);
    if (!batch.isEmpty()) {
      store.apply(batch);
    }
    addedFailures += failures.size();
    waiting.clear();
    waitingBytes = 0;
    failures.clear();
  }

  private List<Change> changes(WholePicture whole, boolean isThere) {
    ContentHash hash = whole.picture().hash();
    List<PictureFile> fresh = new ArrayList<>();
    for (PictureFile file : whole.files()) {
      Optional<ContentHash> here = known.getOrDefault(file.place(), Optional.empty());
      if (here.isEmpty()) {
        fresh.add(file);
      } else if (!here.get().equals(hash)) {
        taken++;
      }
    }
    addedFiles += fresh.size();
    if (isThere) {
      knownPictures++;
      return fresh.stream().<Change>map(Change.PutFile::new).toList();
    }
    if (fresh.isEmpty()) {
      return List.of();
    }
    addedPictures++;
    List<Change> changes = new ArrayList<>();
    changes.add(
        new Change.PutPicture(
            whole.picture(), fresh.getFirst(), whole.embedding(), whole.thumbnail()));
    fresh.stream().skip(1).map(Change.PutFile::new).forEach(changes::add);
    return changes;
  }

  ImportResult result(boolean isInterrupted) {
    return new ImportResult(
        addedPictures, knownPictures, addedFiles, addedFailures, taken, isInterrupted);
  }
}

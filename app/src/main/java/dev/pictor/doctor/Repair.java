package dev.pictor.doctor;

import dev.pictor.clip.Clip;
import dev.pictor.clip.Embedding;
import dev.pictor.indexing.IndexProgress;
import dev.pictor.indexing.IndexProgress.Snapshot;
import dev.pictor.indexing.Restorer;
import dev.pictor.indexing.Restorer.Restored;
import dev.pictor.picture.Place;
import dev.pictor.store.Change;
import dev.pictor.store.Change.PutPicture;
import dev.pictor.store.Change.RemoveOrphan;
import dev.pictor.store.DamagedPicture;
import dev.pictor.store.PictureStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes again what is damaged, from files that hold the picture, and removes what belongs to
/// nothing. Gathers a small batch, so that encoding and storing pay.
final class Repair {
  private static final int BATCH = 16;

  private final PictureStore store;
  private final Folders folders;
  private final Supplier<Clip> clip;
  private final Findings findings;
  private final IndexProgress progress;
  private final Restorer thumbnails = Restorer.ofThumbnails();
  private @Nullable Restorer all;

  private final List<DamagedPicture> unread = new ArrayList<>();
  private final List<Ready> ready = new ArrayList<>();
  private final List<Unembedded> unembedded = new ArrayList<>();
  private long taken;
  private long stayed;

  Repair(
      PictureStore store,
      Folders folders,
      Supplier<Clip> clip,
      Findings findings,
      IndexProgress progress) {
    this.progress = progress;
    this.store = store;
    this.folders = folders;
    this.clip = clip;
    this.findings = findings;
  }

  /// What mends a picture.
  private record Ready(DamagedPicture picture, Change change) {}

  /// What does so as soon as it has an embedding.
  private record Unembedded(DamagedPicture picture, Restored.Whole restored) {}

  /// What came of reading a picture's files, until one of them held it.
  ///
  /// @param whole null if none does
  /// @param obstacles of each of the others
  /// @param goneBelow roots below which one was not there
  /// @param mayBeThere whether one may hold it that cannot be read now
  private record Attempt(
      DamagedPicture picture,
      Restored.@Nullable Whole whole,
      List<String> obstacles,
      Set<String> goneBelow,
      boolean mayBeThere) {}

  void take(DamagedPicture picture) {
    taken++;
    if (picture.places().isEmpty()) {
      ready(picture, new RemoveOrphan(picture.id()));
      return;
    }
    unread.add(picture);
    if (unread.size() == BATCH) {
      read();
    }
  }

  void finish() {
    read();
    embed();
    store();
    tell(true);
  }

  /// With all processors: reading and decoding is nearly all of the work.
  private void read() {
    List<Attempt> attempts = unread.parallelStream().map(this::attempt).toList();
    unread.clear();
    for (Attempt attempt : attempts) {
      Restored.Whole whole = attempt.whole();
      if (whole == null) {
        giveUp(attempt);
      } else if (needsThumbnailOnly(attempt.picture())) {
        putThumbnail(attempt.picture(), whole);
      } else {
        unembedded.add(new Unembedded(attempt.picture(), whole));
      }
    }
    if (unembedded.size() >= BATCH) {
      embed();
    }
    tell(false);
  }

  private void tell(boolean isOver) {
    long done = taken - unread.size() - unembedded.size() - ready.size();
    progress.update(new Snapshot(taken, isOver, done, stayed));
  }

  private static boolean needsThumbnailOnly(DamagedPicture picture) {
    return picture.isRecorded() && picture.vectorFault() == null;
  }

  private void putThumbnail(DamagedPicture picture, Restored.Whole whole) {
    Optional<Embedding> embedding = store.find(picture.id()).map(stored -> stored.embedding());
    // Empty if it was removed meanwhile, which mends it too.
    embedding.ifPresent(there -> ready(picture, put(whole, there)));
  }

  private synchronized Restorer restorerOfAll() {
    Restorer restorer = all == null ? Restorer.of(clip.get().preprocessor()) : all;
    all = restorer;
    return restorer;
  }

  private void embed() {
    if (unembedded.isEmpty()) {
      return;
    }
    List<Embedding> embeddings =
        clip.get().encodePixels(unembedded.stream().map(one -> one.restored().pixels()).toList());
    for (int i = 0; i < embeddings.size(); i++) {
      Unembedded one = unembedded.get(i);
      ready(one.picture(), put(one.restored(), embeddings.get(i)));
    }
    unembedded.clear();
  }

  private static PutPicture put(Restored.Whole whole, Embedding embedding) {
    return new PutPicture(whole.picture(), whole.file(), embedding, whole.thumbnail());
  }

  private void ready(DamagedPicture picture, Change change) {
    ready.add(new Ready(picture, change));
    if (ready.size() >= BATCH) {
      store();
    }
  }

  private void store() {
    store.apply(ready.stream().map(Ready::change).toList());
    for (Ready one : ready) {
      Damage.of(one.picture()).forEach(damage -> findings.repaired(damage.kind()));
    }
    ready.clear();
  }

  /// From the first of its places where that is possible. Runs in several threads.
  private Attempt attempt(DamagedPicture picture) {
    List<String> obstacles = new ArrayList<>();
    Set<String> goneBelow = new HashSet<>();
    boolean mayBeThere = false;
    for (Place place : picture.places()) {
      switch (folders.look(place)) {
        case Sight.Present(var file, var stamp) -> {
          Restorer restorer = needsThumbnailOnly(picture) ? thumbnails : restorerOfAll();
          switch (restorer.restore(place, file, stamp, picture.id())) {
            case Restored.Whole whole -> {
              return new Attempt(picture, whole, obstacles, goneBelow, true);
            }
            case Restored.OtherContent _ ->
                obstacles.add("%s: the file holds another picture now".formatted(place));
            case Restored.Unreadable(var reason) -> {
              obstacles.add("%s: %s".formatted(place, reason));
              mayBeThere = true;
            }
          }
        }
        case Sight.Gone _ -> {
          obstacles.add("%s: the file is gone".formatted(place));
          goneBelow.add(place.root());
        }
        case Sight.OutOfReach _ -> {
          obstacles.add("%s: its folder cannot be reached from here".formatted(place));
          mayBeThere = true;
        }
        case Sight.Unreadable(var reason) -> {
          obstacles.add("%s: %s".formatted(place, reason));
          mayBeThere = true;
        }
      }
    }
    return new Attempt(picture, null, obstacles, goneBelow, mayBeThere);
  }

  private void giveUp(Attempt attempt) {
    DamagedPicture picture = attempt.picture();
    boolean isGone =
        !attempt.mayBeThere() && attempt.goneBelow().stream().noneMatch(folders::isEmptied);
    if (isGone && !picture.isRecorded()) {
      ready(picture, new RemoveOrphan(picture.id()));
      return;
    }
    stayed++;
    Damage.of(picture)
        .forEach(damage -> findings.stays(damage.kind(), attempt.obstacles().getFirst()));
  }
}

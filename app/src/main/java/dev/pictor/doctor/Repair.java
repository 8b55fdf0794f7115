package dev.pictor.doctor;

import dev.pictor.clip.Clip;
import dev.pictor.clip.Embedding;
import dev.pictor.indexing.Restorer;
import dev.pictor.indexing.Restorer.Restored;
import dev.pictor.picture.Place;
import dev.pictor.store.Change;
import dev.pictor.store.Change.PutPicture;
import dev.pictor.store.Change.RemoveOrphan;
import dev.pictor.store.DamagedPicture;
import dev.pictor.store.PictureStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  private final Restorer thumbnails = Restorer.ofThumbnails();
  private @Nullable Restorer all;

  private final List<Ready> ready = new ArrayList<>();
  private final List<Unembedded> unembedded = new ArrayList<>();

  Repair(PictureStore store, Folders folders, Supplier<Clip> clip, Findings findings) {
    this.store = store;
    this.folders = folders;
    this.clip = clip;
    this.findings = findings;
  }

  /// What mends a picture.
  private record Ready(DamagedPicture picture, Change change) {}

  /// What does so as soon as it has an embedding.
  private record Unembedded(DamagedPicture picture, Restored.Whole restored) {}

  void take(DamagedPicture picture) {
    if (picture.places().isEmpty()) {
      ready(picture, new RemoveOrphan(picture.id()));
    } else if (picture.isRecorded() && picture.vectorFault() == null) {
      remakeThumbnail(picture);
    } else {
      remakeAll(picture);
    }
  }

  void finish() {
    embed();
    store();
  }

  private void remakeThumbnail(DamagedPicture picture) {
    if (restore(picture, () -> thumbnails) instanceof Restored.Whole whole) {
      Optional<Embedding> embedding = store.find(picture.id()).map(stored -> stored.embedding());
      // Empty if it was removed meanwhile, which mends it too.
      embedding.ifPresent(there -> ready(picture, put(whole, there)));
    }
  }

  private void remakeAll(DamagedPicture picture) {
    if (restore(picture, this::restorerOfAll) instanceof Restored.Whole whole) {
      unembedded.add(new Unembedded(picture, whole));
      if (unembedded.size() == BATCH) {
        embed();
      }
    }
  }

  private Restorer restorerOfAll() {
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

  /// From the first of its places where that is possible.
  ///
  /// @param restorer asked for only if there is a file
  private @Nullable Restored restore(DamagedPicture picture, Supplier<Restorer> restorer) {
    List<String> obstacles = new ArrayList<>();
    boolean isGone = true;
    for (Place place : picture.places()) {
      switch (folders.look(place)) {
        case Sight.Present(var file, var stamp) -> {
          switch (restorer.get().restore(place, file, stamp, picture.id())) {
            case Restored.Whole whole -> {
              return whole;
            }
            case Restored.OtherContent _ ->
                obstacles.add("%s: the file holds another picture now".formatted(place));
            case Restored.Unreadable(var reason) -> {
              obstacles.add("%s: %s".formatted(place, reason));
              isGone = false;
            }
          }
        }
        case Sight.Gone _ -> {
          obstacles.add("%s: the file is gone".formatted(place));
          isGone &= !folders.isEmptied(place.root());
        }
        case Sight.OutOfReach _ -> {
          obstacles.add("%s: its folder cannot be reached from here".formatted(place));
          isGone = false;
        }
        case Sight.Unreadable(var reason) -> {
          obstacles.add("%s: %s".formatted(place, reason));
          isGone = false;
        }
      }
    }
    if (isGone && !picture.isRecorded()) {
      ready(picture, new RemoveOrphan(picture.id()));
    } else {
      Damage.of(picture).forEach(damage -> findings.stays(damage.kind(), obstacles.getFirst()));
    }
    return null;
  }
}

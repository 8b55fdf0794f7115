package dev.pictor.store.postgres;

import dev.pictor.picture.ContentHash;
import dev.pictor.picture.PictureId;
import dev.pictor.picture.Place;
import dev.pictor.store.Change;
import dev.pictor.store.Change.PutFailure;
import dev.pictor.store.Change.PutFile;
import dev.pictor.store.Change.PutPicture;
import dev.pictor.store.Change.RemoveFile;
import dev.pictor.store.Change.RemoveOrphan;
import dev.pictor.store.KnownFile;
import dev.pictor.store.KnownFile.PictureFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// What a list of changes comes to when all of them are done, so that few statements do it.
///
/// @param pictures to put, by id
/// @param files that are known afterwards, by place
/// @param removed places where nothing is known afterwards
/// @param required files of pictures that the collection must hold before
/// @param orphans pictures that go if a part of them is missing
record Batch(
    Map<UUID, PutPicture> pictures,
    Map<Place, KnownFile> files,
    Set<Place> removed,
    List<PictureFile> required,
    Set<UUID> orphans) {

  static Batch of(List<Change> changes) {
    Batch batch =
        new Batch(
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            new LinkedHashSet<>(),
            new ArrayList<>(),
            new LinkedHashSet<>());
    changes.forEach(batch::add);
    return batch;
  }

  private void add(Change change) {
    switch (change) {
      case PutPicture put -> {
        pictures.put(Rows.uuid(put.picture().id()), put);
        known(put.file());
      }
      case PutFile(PictureFile file) -> {
        if (!pictures.containsKey(Rows.uuid(file.hash()))) {
          required.add(file);
        }
        known(file);
      }
      case PutFailure(KnownFile.FailedFile file) -> known(file);
      case RemoveFile(Place place) -> {
        files.remove(place);
        removed.add(place);
      }
      case RemoveOrphan(PictureId id) -> orphans.add(Rows.uuid(id));
    }
  }

  private void known(KnownFile file) {
    removed.remove(file.place());
    files.put(file.place(), file);
  }

  /// All places that the changes speak of.
  Collection<Place> places() {
    Set<Place> places = new LinkedHashSet<>(files.keySet());
    places.addAll(removed);
    return places;
  }

  /// Of the pictures to put.
  List<ContentHash> hashes() {
    return pictures.values().stream().map(put -> put.picture().hash()).toList();
  }
}

package dev.pictor.store;

import dev.pictor.clip.Embedding;
import dev.pictor.picture.Picture;
import dev.pictor.picture.Place;
import dev.pictor.picture.TakenAt;
import java.util.List;
import java.util.Optional;

/// A picture as a collection holds it.
///
/// @param places sorted, one or more
/// @param modifiedMillis the earliest modification time of the files there, see
///     [dev.pictor.picture.FileStamp]
public record StoredPicture(
    Picture picture, List<Place> places, long modifiedMillis, Embedding embedding) {
  public StoredPicture {
    places = List.copyOf(places);
  }

  /// See [Picture#takenAt].
  public Optional<TakenAt> takenAt() {
    return picture.takenAt(modifiedMillis);
  }
}

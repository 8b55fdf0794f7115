package dev.pictor.store;

import dev.pictor.picture.Picture;
import dev.pictor.picture.Place;
import dev.pictor.picture.TakenAt;
import java.util.List;
import java.util.Optional;

/// A picture near a query.
///
/// @param places sorted, one or more
/// @param modifiedMillis the earliest modification time of the files there, see
///     [dev.pictor.picture.FileStamp]
/// @param cosineSimilarity in [-1, 1], higher is closer; equal in every store to 1e-5
public record Neighbor(
    Picture picture, List<Place> places, long modifiedMillis, double cosineSimilarity) {
  public Neighbor {
    places = List.copyOf(places);
  }

  /// See [Picture#takenAt].
  public Optional<TakenAt> takenAt() {
    return picture.takenAt(modifiedMillis);
  }
}

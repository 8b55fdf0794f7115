package dev.pictor.search;

import dev.pictor.picture.Picture;
import dev.pictor.picture.Place;
import dev.pictor.picture.TakenAt;
import dev.pictor.store.StoredPicture;
import dev.pictor.store.Taken;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A picture that may be shown.
///
/// @param cosines similarity to each term
record Candidate(
    Picture picture, List<Place> places, @Nullable TakenAt takenAt, double score, float[] cosines) {
  static Candidate of(StoredPicture stored, double score, float[] cosines) {
    return new Candidate(
        stored.picture(), stored.places(), stored.takenAt().orElse(null), score, cosines);
  }

  Taken taken() {
    return new Taken(
        picture.id(), takenAt == null ? Taken.UNKNOWN : TakenAt.millis(takenAt.local()));
  }
}

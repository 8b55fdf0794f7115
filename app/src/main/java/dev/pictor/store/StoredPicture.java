package dev.pictor.store;

import dev.pictor.clip.Embedding;
import dev.pictor.picture.Picture;
import dev.pictor.picture.Place;
import java.util.List;

/// A picture as a collection holds it.
///
/// @param places sorted, one or more
public record StoredPicture(Picture picture, List<Place> places, Embedding embedding) {
  public StoredPicture {
    places = List.copyOf(places);
  }
}

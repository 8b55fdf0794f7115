package dev.pictor.store;

import dev.pictor.picture.Picture;
import dev.pictor.picture.Place;
import java.util.List;

/// A picture near a query.
///
/// @param places sorted, one or more
/// @param cosineSimilarity in [-1, 1], higher is closer; equal in every store to 1e-5
public record Neighbor(Picture picture, List<Place> places, double cosineSimilarity) {
  public Neighbor {
    places = List.copyOf(places);
  }
}

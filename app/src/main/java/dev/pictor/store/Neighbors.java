package dev.pictor.store;

import java.util.List;

/// What [PictureStore#nearest] found.
///
/// @param exact whether every matching picture was compared
/// @param hits best first; ties (equal to the last float32 digit) by id
public record Neighbors(boolean exact, List<Neighbor> hits) {
  public Neighbors {
    hits = List.copyOf(hits);
  }
}

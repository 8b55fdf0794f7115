package dev.pictor.search;

import dev.pictor.picture.PictureId;
import dev.pictor.search.PictureFiles.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Which candidates are shown: their file is not gone, and the query did not name them.
record Shown(PictureFiles files, Set<PictureId> named) {
  <T> List<Found> first(int k, List<T> items, Function<T, Candidate> candidate) {
    List<Found> found = new ArrayList<>();
    for (T item : items) {
      Candidate each = candidate.apply(item);
      if (!named.contains(each.picture().id())) {
        switch (files.locate(each.places())) {
          case Location.Present(var place, var file) -> found.add(new Found(each, file, place));
          case Location.Unreachable(var place) -> found.add(new Found(each, null, place));
          case Location.Gone _ -> {}
        }
      }
      if (found.size() == k) {
        break;
      }
    }
    return found;
  }
}

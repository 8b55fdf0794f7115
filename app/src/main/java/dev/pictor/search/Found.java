package dev.pictor.search;

import dev.pictor.picture.Place;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A candidate with its file.
record Found(Candidate candidate, @Nullable Path path, Place place) {
  Hit hit(int rank, @Nullable Boolean relevant, List<Share> shares, List<Hit> alike) {
    return new Hit(
        rank,
        candidate.picture(),
        candidate.takenAt(),
        path,
        place,
        candidate.score(),
        relevant,
        shares,
        alike);
  }
}

package dev.pictor.search;

import dev.pictor.picture.Picture;
import dev.pictor.picture.Place;
import dev.pictor.picture.TakenAt;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A picture found.
///
/// @param rank from 1
/// @param takenAt by its camera or its files; null if neither tells
/// @param path the file on this machine; null where its root cannot be reached from here (the
///     thumbnail can still be shown)
/// @param place where it lies
/// @param score higher is better: of a query with one term the cosine similarity in [-1, 1], of one
///     with several the probability in [0, 1] of a [Mixture]; 0 of one without
/// @param relevant whether it is among what the query is about; null where that cannot be told
/// @param shares one for each term, in the order of the query
/// @param alike pictures that hardly differ from it, best first; only where they were asked to be
///     one hit
public record Hit(
    int rank,
    Picture picture,
    @Nullable TakenAt takenAt,
    @Nullable Path path,
    Place place,
    double score,
    @Nullable Boolean relevant,
    List<Share> shares,
    List<Hit> alike) {
  public Hit {
    shares = List.copyOf(shares);
    alike = List.copyOf(alike);
  }
}

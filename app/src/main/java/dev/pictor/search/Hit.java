package dev.pictor.search;

import dev.pictor.picture.Picture;
import dev.pictor.picture.Place;
import dev.pictor.picture.TakenAt;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A picture found.
///
/// @param rank from 1
/// @param takenAt by its camera or its files; null if neither tells
/// @param path the file on this machine; null where its root cannot be reached from here (the
///     thumbnail can still be shown)
/// @param place where it lies
/// @param score cosine similarity in [-1, 1], higher is closer
public record Hit(
    int rank,
    Picture picture,
    @Nullable TakenAt takenAt,
    @Nullable Path path,
    Place place,
    double score) {}

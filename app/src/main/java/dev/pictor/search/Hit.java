package dev.pictor.search;

import dev.pictor.picture.Picture;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A picture found.
///
/// @param rank from 1
/// @param path the file on this machine; null where its root cannot be reached from here (the
///     thumbnail can still be shown)
/// @param place where it lies, for people: the path below its root
/// @param score cosine similarity in [-1, 1], higher is closer
public record Hit(int rank, Picture picture, @Nullable Path path, String place, double score) {}

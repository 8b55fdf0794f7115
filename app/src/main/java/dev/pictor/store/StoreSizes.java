package dev.pictor.store;

import org.jspecify.annotations.Nullable;

/// How much room a collection takes.
///
/// @param vectorBytes the embeddings alone
/// @param vectorIndexBytes what finds the nearest of many fast, 0 if there is none yet; null where
///     the store does not keep it apart, as the next
/// @param thumbnailBytes the JPEGs alone
/// @param diskBytes all files or tables that the collection lies in
/// @param isShared whether these hold others too
public record StoreSizes(
    long vectorBytes,
    @Nullable Long vectorIndexBytes,
    @Nullable Long thumbnailBytes,
    long diskBytes,
    boolean isShared) {}

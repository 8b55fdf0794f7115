package dev.pictor.eval;

import org.jspecify.annotations.Nullable;

/// How one keyword query did.
///
/// @param category empty where there is none
/// @param right how many pictures are right
/// @param precisionAtK share of right ones among the first `k`; null if fewer than `k` are right
public record QueryResult(
    String query, String category, int right, @Nullable Double precisionAtK) {}

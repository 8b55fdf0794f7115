package dev.pictor.search;

/// What one term of a query has to do with a hit.
///
/// @param term for people
/// @param weight negative for what is unwanted
/// @param cosineSimilarity in [-1, 1], higher is closer
/// @param percentile share of what is usual in this collection that is lower, in [0, 1]
public record Share(String term, double weight, double cosineSimilarity, double percentile) {}

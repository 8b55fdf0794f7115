package dev.pictor.search;

/// How much a result holds.
///
/// @param relevant so many are
/// @param orMore whether there may be more relevant ones; the count stops at some point
/// @param pictures so many pass the query's filters
public record Counts(int relevant, boolean orMore, long pictures) {}

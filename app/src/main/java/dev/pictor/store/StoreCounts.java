package dev.pictor.store;

/// How much a collection holds.
///
/// @param pictures distinct contents
/// @param files their places
/// @param failed files that could not be read
public record StoreCounts(long pictures, long files, long failed) {}

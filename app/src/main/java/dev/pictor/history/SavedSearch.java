package dev.pictor.history;

/// A search with a name: an album whose pictures are those that it finds now.
///
/// @param name unique in the collection
/// @param query in the query language
public record SavedSearch(String collection, String name, String query) {}

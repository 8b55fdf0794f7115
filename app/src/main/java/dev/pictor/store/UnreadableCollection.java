package dev.pictor.store;

/// A collection that is there and cannot be read.
///
/// @param reason for people, with what to do
public record UnreadableCollection(String name, String reason) {}

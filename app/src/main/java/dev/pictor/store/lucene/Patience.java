package dev.pictor.store.lucene;

import java.time.Duration;
import java.util.function.Consumer;

/// How to wait for another process that writes the same collection.
///
/// @param most how long
/// @param waiting is told, once, who holds the collection, as a line for people
record Patience(Duration most, Consumer<String> waiting) {}

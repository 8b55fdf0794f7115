package dev.pictor.history;

import java.time.Instant;

/// What was searched for, and when. A line of the file, as JSON.
///
/// @param query as it was typed, not blank
public record RecentQuery(Instant at, String collection, String query) {}

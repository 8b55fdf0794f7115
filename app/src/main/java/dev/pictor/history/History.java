package dev.pictor.history;

import java.nio.file.Path;

/// What is remembered of searches on this machine. Thread-safe.
public record History(RecentQueries recent, SavedSearches saved) {
  /// @param home the folder of both files; need not exist
  /// @param keepsRecent whether queries that come are remembered
  public static History in(Path home, boolean keepsRecent) {
    Path lock = home.resolve("history.lock");
    return new History(
        new RecentQueries(new PrivateFile(home.resolve("recent.jsonl"), lock), keepsRecent),
        new SavedSearches(new PrivateFile(home.resolve("searches.json"), lock)));
  }
}

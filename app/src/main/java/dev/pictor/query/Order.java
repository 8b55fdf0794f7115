package dev.pictor.query;

/// In what order hits are shown.
public enum Order {
  /// Best first.
  RELEVANCE,
  /// By when they were taken, latest first.
  NEWEST,
  /// By when they were taken, earliest first.
  OLDEST
}

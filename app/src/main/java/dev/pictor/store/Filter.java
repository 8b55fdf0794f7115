package dev.pictor.store;

/// Which pictures a search may return.
public sealed interface Filter {
  /// Every picture.
  record All() implements Filter {}

  /// Pictures of one format, `png` say.
  record FormatIs(String format) implements Filter {}

  static Filter all() {
    return new All();
  }
}

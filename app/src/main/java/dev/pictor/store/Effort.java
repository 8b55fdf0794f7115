package dev.pictor.store;

/// What is done for a file whose content the collection holds already.
public enum Effort {
  /// The file becomes one of its places.
  NOTE,
  /// Its metadata are read and its thumbnail is made again, its embedding stays.
  REFRESH,
  /// It is embedded again too.
  EMBED
}

package dev.pictor.picture;

/// A folder that was given to `index`, under a name that means the same on every machine.
///
/// @param name unique in its collection
/// @param directory absolute path where it lay when it was indexed; `--root NAME=DIR` overrides it
public record Root(String name, String directory) {}

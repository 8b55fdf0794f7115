package dev.pictor.picture;

/// What a look at the folder tells of a file without reading it: when both are unchanged, so is it.
///
/// @param modifiedMillis milliseconds since 1970-01-01T00:00Z
public record FileStamp(long sizeBytes, long modifiedMillis) {}

package dev.pictor.indexing;

import dev.pictor.picture.Root;
import java.nio.file.Path;

/// A folder or file to index, as a part of a root.
///
/// @param directory the root's real directory on this machine
/// @param start real path inside of it (or itself): where to look for pictures
public record Target(Root root, Path directory, Path start) {
  /// Whether everything in the other one is in this one too.
  boolean covers(Target other) {
    return root.name().equals(other.root.name()) && other.start.startsWith(start);
  }
}

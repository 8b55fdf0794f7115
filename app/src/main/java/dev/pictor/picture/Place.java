package dev.pictor.picture;

/// Where a picture lies: the name of a root and a path below it. Roots lie in different folders on
/// different machines (see [Root]); a place means the same everywhere.
///
/// @param root name of a root
/// @param path relative, `/` between its parts on every machine, no `.` or `..` in it
public record Place(String root, String path) implements Comparable<Place> {
  public Place {
    if (root.isEmpty() || path.isEmpty() || path.startsWith("/")) {
      throw new IllegalArgumentException("Not a place: %s in root %s".formatted(path, root));
    }
    for (String part : path.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        throw new IllegalArgumentException("Not a path below a root: " + path);
      }
    }
  }

  /// Path of the folder that it lies in, below the root; empty for the root itself.
  public String folder() {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  /// Of the file: the last part of the path.
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Override
  public int compareTo(Place other) {
    int byRoot = root.compareTo(other.root);
    return byRoot != 0 ? byRoot : path.compareTo(other.path);
  }

  @Override
  public String toString() {
    return root + ":" + path;
  }
}

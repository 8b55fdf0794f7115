package dev.pictor.ignore;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is excluded in a folder: by its own `.pictorignore` and those of the folders above it. The
/// deepest one that is about a path decides. Immutable.
///
/// Knows nothing of excluded folders above a path: whoever walks does not enter them.
public final class Exclusions {
  public static final Exclusions NONE = new Exclusions(null, "", null);

  private final @Nullable Exclusions above;
  private final String prefix;
  private final @Nullable IgnoreFile file;

  private Exclusions(@Nullable Exclusions above, String prefix, @Nullable IgnoreFile file) {
    this.above = above;
    this.prefix = prefix;
    this.file = file;
  }

  /// With those of a folder further down.
  ///
  /// @param folder relative to the root, `/` between its parts; empty for the root itself
  public Exclusions with(String folder, IgnoreFile inIt) {
    return new Exclusions(this, folder.isEmpty() ? "" : folder + "/", inIt);
  }

  /// @param path relative to the root, below all these files' folders
  public boolean exclude(String path, boolean isFolder) {
    for (Exclusions each = this; each != null; each = each.above) {
      if (each.file != null) {
        Optional<Boolean> excluded =
            each.file.excludes(path.substring(each.prefix.length()), isFolder);
        if (excluded.isPresent()) {
          return excluded.get();
        }
      }
    }
    return false;
  }
}

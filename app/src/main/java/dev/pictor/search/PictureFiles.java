package dev.pictor.search;

import dev.pictor.picture.Place;
import dev.pictor.picture.Root;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds pictures' files on this machine: roots lie where `--root NAME=DIR` says, else where they
/// were indexed.
public final class PictureFiles {
  /// Where a picture's files are, seen from this machine.
  public sealed interface Location {
    /// @param file a regular file whose real path is inside its root's
    record Present(Place place, Path file) implements Location {}

    /// The root is there, the file is not.
    record Gone(Place place) implements Location {}

    /// The root, or a folder on the way to the file, cannot be reached from here.
    record Unreachable(Place place) implements Location {}
  }

  private final Map<String, Path> directories;

  /// @param roots as the collection has them
  /// @param overrides name to directory on this machine
  public PictureFiles(List<Root> roots, Map<String, Path> overrides) {
    directories = new HashMap<>();
    for (Root root : roots) {
      try {
        directories.put(root.name(), Path.of(root.directory()));
      } catch (InvalidPathException e) {
        // Indexed on a machine with other paths; an override may say where it lies here.
        continue;
      }
    }
    directories.putAll(overrides);
  }

  /// The best of a picture's places: the first present one, else unreachable, else gone.
  ///
  /// @param places one or more
  public Location locate(List<Place> places) {
    Location best = new Location.Gone(places.getFirst());
    for (Place place : places) {
      Location here = locate(place);
      if (here instanceof Location.Present) {
        return here;
      }
      if (here instanceof Location.Unreachable && best instanceof Location.Gone) {
        best = here;
      }
    }
    return best;
  }

  /// All of a picture's places where a file is.
  public List<Location.Present> present(List<Place> places) {
    List<Location.Present> present = new ArrayList<>();
    for (Place place : places) {
      if (locate(place) instanceof Location.Present here) {
        present.add(here);
      }
    }
    return present;
  }

  /// The real path of an existing file, or empty if it is not a regular file or its real path lies
  /// outside its root.
  private Location locate(Place place) {
    Optional<Path> root = realDirectory(place.root());
    if (root.isEmpty()) {
      return new Location.Unreachable(place);
    }
    try {
      Path file = root.get().resolve(place.path()).toRealPath();
      if (file.startsWith(root.get()) && Files.isRegularFile(file)) {
        return new Location.Present(place, file);
      }
      return new Location.Gone(place);
    } catch (AccessDeniedException e) {
      // It may well be there.
      return new Location.Unreachable(place);
    } catch (IOException | InvalidPathException e) {
      return new Location.Gone(place);
    }
  }

  private Optional<Path> realDirectory(String root) {
    Path directory = directories.get(root);
    if (directory == null) {
      return Optional.empty();
    }
    try {
      Path real = directory.toRealPath();
      return Files.isDirectory(real) && Files.isReadable(real)
          ? Optional.of(real)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}

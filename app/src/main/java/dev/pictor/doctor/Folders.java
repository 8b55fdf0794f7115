package dev.pictor.doctor;

import dev.pictor.picture.FileStamp;
import dev.pictor.picture.Place;
import dev.pictor.picture.Root;
import dev.pictor.store.KnownFile;
import dev.pictor.store.PictureStore;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;

/// A collection's folders as this machine has them.
final class Folders {
  private final PictureStore store;
  private final Map<String, Path> reachable = new HashMap<>();
  private final Map<String, Boolean> emptied = new HashMap<>();

  /// @param overrides name of a root to directory on this machine
  Folders(PictureStore store, Map<String, Path> overrides) {
    this.store = store;
    for (Root root : store.roots()) {
      try {
        Path directory = overrides.getOrDefault(root.name(), Path.of(root.directory()));
        if (Files.isDirectory(directory) && Files.isReadable(directory)) {
          reachable.put(root.name(), directory);
        }
      } catch (InvalidPathException e) {
        // Indexed on a machine with other paths.
        continue;
      }
    }
  }

  boolean isReachable(String root) {
    return reachable.containsKey(root);
  }

  /// Whether a folder is there, but none of the pictures that are known below it: that is what a
  /// disk looks like that is not mounted.
  boolean isEmptied(String root) {
    return emptied.computeIfAbsent(root, this::findOutWhetherEmptied);
  }

  private boolean findOutWhetherEmptied(String root) {
    boolean[] any = {false};
    store.forEachFile(
        root,
        file -> {
          if (!any[0] && file instanceof KnownFile.PictureFile picture) {
            any[0] = look(picture.place()) instanceof Sight.Present;
          }
        });
    return !any[0];
  }

  Sight look(Place place) {
    Path directory = reachable.get(place.root());
    if (directory == null) {
      return new Sight.OutOfReach();
    }
    try {
      Path file = directory.resolve(place.path());
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      FileStamp stamp = new FileStamp(attributes.size(), attributes.lastModifiedTime().toMillis());
      return attributes.isRegularFile() ? new Sight.Present(file, stamp) : new Sight.Gone();
    } catch (NoSuchFileException | InvalidPathException e) {
      return new Sight.Gone();
    } catch (AccessDeniedException e) {
      return new Sight.Unreadable("permission denied");
    } catch (IOException e) {
      return new Sight.Unreadable(String.valueOf(e.getMessage()));
    }
  }
}
